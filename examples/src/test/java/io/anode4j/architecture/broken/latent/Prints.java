package io.anode4j.architecture.broken.latent;

final class Prints {
  void print() {
    System.out.println("a library should not");
  }
}
