/** YAML into records, strictly, with secrets kept secret. */
@NullMarked
package io.neonwatch.runtime.config;

import org.jspecify.annotations.NullMarked;
