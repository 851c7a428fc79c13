package io.motorpool.local;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;

/** A repository whose services and gateway are stubs, so that they start at once. */
record StubHome(Path folder) {

  static StubHome in(Path folder) throws IOException {
    Files.createDirectories(folder);
    Files.writeString(folder.resolve("pom.xml"), "<project><version>1.0</version></project>");
    for (Part part : Part.programs()) {
      String room = part == Part.GATEWAY ? "gateway" : "services/" + part.label();
      Path jar =
          folder.resolve(room).resolve("target/motorpool-%s-1.0.jar".formatted(part.label()));
      Files.createDirectories(jar.getParent());
      writeJar(jar);
    }
    return new StubHome(folder);
  }

  /** Settings on free ports, with the data in the same folder. */
  Settings settings(Map<String, String> more) {
    Map<String, String> environment = new TreeMap<>(more);
    environment.put("MOTORPOOL_DATA", folder.resolve("data").toString());
    environment.put("STUB_STOPS", stops().toString());
    return Settings.from(folder, environment, java.util.List.of()).onFreePorts();
  }

  /** Where each stub that stops writes its port. */
  Path stops() {
    return folder.resolve("stops");
  }

  private static void writeJar(Path jar) throws IOException {
    Manifest manifest = new Manifest();
    manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
    manifest.getMainAttributes().put(Attributes.Name.MAIN_CLASS, StubProgram.class.getName());
    String name = StubProgram.class.getName().replace('.', '/') + ".class";
    try (OutputStream file = Files.newOutputStream(jar);
        JarOutputStream out = new JarOutputStream(file, manifest);
        InputStream in = StubProgram.class.getClassLoader().getResourceAsStream(name)) {
      out.putNextEntry(new JarEntry(name));
      in.transferTo(out);
    }
  }
}
