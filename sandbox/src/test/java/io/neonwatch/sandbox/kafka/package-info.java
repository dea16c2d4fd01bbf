@NullMarked
package io.neonwatch.sandbox.kafka;

import org.jspecify.annotations.NullMarked;
