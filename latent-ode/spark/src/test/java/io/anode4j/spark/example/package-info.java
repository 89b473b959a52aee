/** How to score a stream of Spark, in the code of a user: nothing here is the library's own. */
@NullMarked
package io.anode4j.spark.example;

import org.jspecify.annotations.NullMarked;
