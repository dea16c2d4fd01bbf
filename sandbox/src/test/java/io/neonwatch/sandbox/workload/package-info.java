@NullMarked
package io.neonwatch.sandbox.workload;

import org.jspecify.annotations.NullMarked;
