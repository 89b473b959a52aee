/** How to score a stream of Flink, in the code of a user: nothing here is the library's own. */
@NullMarked
package io.anode4j.filter.example;

import org.jspecify.annotations.NullMarked;
