/** Tests against a Spark in this JVM, and one whose executors are JVMs of their own. */
@NullMarked
package io.anode4j.spark;

import org.jspecify.annotations.NullMarked;
