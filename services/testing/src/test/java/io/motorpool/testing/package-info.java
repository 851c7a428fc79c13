/** What watches the services, watched itself: it is silent while all is well, and not otherwise. */
package io.motorpool.testing;
