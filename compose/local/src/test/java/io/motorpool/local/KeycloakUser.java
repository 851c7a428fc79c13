package io.motorpool.local;

/**
 * Somebody whom Keycloak knows.
 *
 * @param id the subject of the user's tokens
 * @param email also the name to log in with
 */
record KeycloakUser(String id, String email, String password) {}
