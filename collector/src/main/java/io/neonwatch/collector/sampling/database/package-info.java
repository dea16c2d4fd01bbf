/** What each database of the server did, how large it is, and how near its transaction ids are to running out. */
@NullMarked
package io.neonwatch.collector.sampling.database;

import org.jspecify.annotations.NullMarked;
