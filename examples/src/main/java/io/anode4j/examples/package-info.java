/** One class, one lesson; every lesson is run by a test. */
@org.jspecify.annotations.NullMarked
package io.anode4j.examples;
