/** What Neonwatch works with, each part in containers of our own images. */
@NullMarked
package io.neonwatch.deploy.part;

import org.jspecify.annotations.NullMarked;
