/** Child processes, directories and ports that are given back when this program ends, however it ends. */
@NullMarked
package io.neonwatch.sandbox.process;

import org.jspecify.annotations.NullMarked;
