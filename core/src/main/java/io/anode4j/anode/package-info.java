/** Neural vector fields and augmented states: the parts of a neural ODE (Chen et al. 2018). */
@org.jspecify.annotations.NullMarked
package io.anode4j.anode;
