@org.jspecify.annotations.NullMarked
package io.anode4j.experiments;
