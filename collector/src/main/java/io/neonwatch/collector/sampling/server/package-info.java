/** What belongs to the server as a whole: I/O, write-ahead log, checkpoints, archiving, replication, slots. */
@NullMarked
package io.neonwatch.collector.sampling.server;

import org.jspecify.annotations.NullMarked;
