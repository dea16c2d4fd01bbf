/** Delivers intents, with a ledger that survives a crash at any step. */
@NullMarked
package io.neonwatch.notifier.delivery;

import org.jspecify.annotations.NullMarked;
