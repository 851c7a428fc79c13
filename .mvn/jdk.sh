# Sourced by ./mvnw and ./run: finds a JDK 25, wherever it is, and sets JAVA_HOME to it.
# The `java` on the PATH may be an older one; a JDK 25 installed beside it is enough.

is_jdk_25() {
  [ -x "$1/bin/javac" ] && [ -r "$1/release" ] && grep -q '^JAVA_VERSION="25[."]' "$1/release"
}

find_jdk_25() {
  path_javac=$(command -v javac 2>/dev/null || true)
  if [ -n "$path_javac" ]; then
    path_javac=$(readlink -f "$path_javac" 2>/dev/null || echo "$path_javac")
    path_home=${path_javac%/bin/javac}
  fi
  for home in "${JAVA_HOME:-}" "${path_home:-}" \
      /usr/lib/jvm/* /usr/java/* /opt/java/* /opt/jdk* /opt/*jdk* \
      "$HOME"/.sdkman/candidates/java/* "$HOME"/.jdks/* "$HOME"/.jenv/versions/* \
      "$HOME"/.asdf/installs/java/* "$HOME"/.local/share/mise/installs/java/* \
      /Library/Java/JavaVirtualMachines/*/Contents/Home \
      /opt/homebrew/opt/openjdk*/libexec/openjdk.jdk/Contents/Home; do
    if is_jdk_25 "$home"; then
      echo "$home"
      return 0
    fi
  done
  return 1
}

if ! JAVA_HOME=$(find_jdk_25); then
  echo "Motorpool needs a JDK 25, and found none: install one (any vendor) or set JAVA_HOME to it." >&2
  exit 1
fi
export JAVA_HOME
