// What the prebuilt runner wants of a newer glibc and libstdc++ than Debian 12 has: five symbols, all of which
// exist there in an older form. Preloaded into the runner by `cargo xtask conformance`, where it is needed.

#include <cstdlib>
#include <ios>

extern "C" {
long __isoc23_strtol(const char *text, char **end, int base) { return strtol(text, end, base); }
unsigned long __isoc23_strtoul(const char *text, char **end, int base) { return strtoul(text, end, base); }
long long __isoc23_strtoll(const char *text, char **end, int base) { return strtoll(text, end, base); }
unsigned long long __isoc23_strtoull(const char *text, char **end, int base) { return strtoull(text, end, base); }
}

namespace std {
// The streams are made ready by the object, as every file that includes <iostream> did it before.
static ios_base::Init ready;
void ios_base_library_init() {}
}
