package io.motorpool.gateway;

import java.net.URL;

/**
 * Whose tokens are believed.
 *
 * @param name what its tokens say of who issued them
 * @param keys where its keys are, a JSON Web Key Set
 * @param audience for whom its tokens have to be
 */
record Issuer(String name, URL keys, String audience) {}
