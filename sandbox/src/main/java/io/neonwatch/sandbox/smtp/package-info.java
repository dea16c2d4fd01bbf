/** Takes mail over SMTP and shows what came in. */
@NullMarked
package io.neonwatch.sandbox.smtp;

import org.jspecify.annotations.NullMarked;
