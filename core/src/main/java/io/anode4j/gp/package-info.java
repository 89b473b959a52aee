/**
 * Gaussian processes, to which random networks tend as they get wider.
 *
 * <p>{@link io.anode4j.gp.ConvolutionalKernel} is the covariance of a deep convolutional network of
 * infinitely many channels, {@link io.anode4j.gp.GaussianProcess} the regression by any covariance.
 * Memory and time grow with the square and the cube of the training inputs.
 *
 * <pre>{@code
 * ConvolutionalKernel kernel = new ConvolutionalKernel(1, 10, 3, 3, 2.0, 2.0, 0.1);
 * try (Workers workers = new Workers(2, "The kernel")) {
 *   DoubleMatrix k = kernel.covariance(images, workers);
 *   GaussianProcess process = GaussianProcess.fit(k, targets, 1e-3);
 *   DoubleMatrix mean = process.mean(kernel.covariance(others, images, workers));
 * }
 * }</pre>
 */
@org.jspecify.annotations.NullMarked
package io.anode4j.gp;
