/** The whole of docker-compose.yml, started, broken and stopped as its user would. */
@NullMarked
package io.neonwatch.deploy.compose;

import org.jspecify.annotations.NullMarked;
