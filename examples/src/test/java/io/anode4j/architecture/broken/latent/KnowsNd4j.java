package io.anode4j.architecture.broken.latent;

import org.nd4j.linalg.api.ndarray.INDArray;

record KnowsNd4j(INDArray array) {}
