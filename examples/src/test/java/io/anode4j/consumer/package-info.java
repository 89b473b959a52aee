/** What the build publishes, seen by those who depend on it. */
@org.jspecify.annotations.NullMarked
package io.anode4j.consumer;
