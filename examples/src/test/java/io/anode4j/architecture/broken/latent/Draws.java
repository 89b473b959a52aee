package io.anode4j.architecture.broken.latent;

import java.awt.Color;

record Draws(Color color) {}
