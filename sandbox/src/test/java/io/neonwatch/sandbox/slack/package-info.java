@NullMarked
package io.neonwatch.sandbox.slack;

import org.jspecify.annotations.NullMarked;
