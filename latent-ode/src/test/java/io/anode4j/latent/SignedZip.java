package io.anode4j.latent;

import io.anode4j.model.ModelContainer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** A zip with a valid digest: what a writer with other intentions could make. */
final class SignedZip {
  private SignedZip() {}

  static byte[] of(Map<String, byte[]> entries, int method) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(out)) {
      zip.setComment("0".repeat(64));
      for (Map.Entry<String, byte[]> e : entries.entrySet()) {
        ZipEntry entry = new ZipEntry(e.getKey());
        entry.setMethod(method);
        entry.setSize(e.getValue().length);
        CRC32 crc = new CRC32();
        crc.update(e.getValue());
        entry.setCrc(crc.getValue());
        zip.putNextEntry(entry);
        zip.write(e.getValue());
        zip.closeEntry();
      }
    }
    byte[] all = out.toByteArray();
    byte[] digest = ModelContainer.sha256(all, all.length - 64).getBytes(StandardCharsets.US_ASCII);
    System.arraycopy(digest, 0, all, all.length - 64, 64);
    return all;
  }
}
