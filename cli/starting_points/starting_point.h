// What somebody begins with: files that build, run and pass as they are, with their own names in them.
#pragma once

#include <string>
#include <vector>

namespace tally::cli {

enum class Role { consumer, provider };
enum class Kind { cmake, shell };
enum class Pipeline { none, github, gitlab };

struct StartingPoint {
    Role role = Role::consumer;
    Kind kind = Kind::cmake;
    Pipeline pipeline = Pipeline::none;
    std::string consumer, provider;
};

// Whether it can stand in every file: in C++, JSON, YAML, shell scripts and names of files.
bool is_usable_name(const std::string& name);

struct StartingFile {
    std::string path;  // within the folder
    std::string text;
    bool is_program = false;
};
std::vector<StartingFile> files_of(const StartingPoint& start);

}  // namespace tally::cli
