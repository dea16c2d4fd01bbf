/** Whether Docker answers, our images, and the certainty that no container outlives the tests. */
@NullMarked
package io.neonwatch.deploy.docker;

import org.jspecify.annotations.NullMarked;
