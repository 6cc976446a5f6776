// Diagnostics for operators, on stderr. Results never go here. spdlog is included by log.cpp alone.
#pragma once

#include <string_view>

#include "tally/result.h"

namespace tally::log {

enum class Level { trace, debug, info, warn, error, off };

Result<Level> parse_level(std::string_view name);  // "none" is off, "fatal" is error; any case
void set_level(Level level);                       // process-wide; warn until set
bool enabled(Level level);
void write(Level level, std::string_view message);  // printable() is applied to the message

inline void debug(std::string_view message) { write(Level::debug, message); }
inline void info(std::string_view message) { write(Level::info, message); }
inline void warn(std::string_view message) { write(Level::warn, message); }
inline void error(std::string_view message) { write(Level::error, message); }

}  // namespace tally::log
