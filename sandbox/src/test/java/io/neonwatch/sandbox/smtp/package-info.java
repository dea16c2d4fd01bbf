@NullMarked
package io.neonwatch.sandbox.smtp;

import org.jspecify.annotations.NullMarked;
