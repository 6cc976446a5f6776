// Names of source files that are the same on every machine.
#pragma once

#include <string>

namespace tally::recording {

// `file`, as the compiler was given it, relative to the root of its project: the nearest folder above it with
// a .git, else the farthest one above it, without a gap, that has a CMakeLists.txt. Where neither is there at
// run time, only the file's name. A path that is relative already stays as it is, without leading "../".
std::string path_in_project(const std::string& file);

}  // namespace tally::recording
