/** Reading topics in parallel without losing a record, and reading compacted topics whole. */
@NullMarked
package io.neonwatch.notifier.kafka;

import org.jspecify.annotations.NullMarked;
