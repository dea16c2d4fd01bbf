/** The metrics of the application that uses the database, so that both can be seen together. */
@NullMarked
package io.neonwatch.collector.sampling.application;

import org.jspecify.annotations.NullMarked;
