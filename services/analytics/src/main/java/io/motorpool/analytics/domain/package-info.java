/**
 * Facts and figures. A fact is told apart from news by its version, and each transition's moment is
 * kept whenever its event comes in: the same events give the same figures in any order and however
 * often they are repeated.
 */
package io.motorpool.analytics.domain;
