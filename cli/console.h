// The terminal: results on stdout, everything else on stderr.
#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>

#include "tally/result.h"

namespace tally::cli {

// Whether stdout is a terminal that shows colours, and nobody asked for none (the option, NO_COLOR,
// TERM=dumb).
bool wants_colour(bool option_no_colour);

void print(std::string_view text);  // stdout, flushed
void print_progress(
    std::string_view text);            // stdout; into pipes and files not with each call, since many come
void complain(std::string_view text);  // stderr, after what was printed

void print_error(const Error& error);  // "error: ..." and "try: ..."
void print_usage_error(std::string_view what, std::string_view remedy);

// Waits before the next attempt at a server, and says so.
void pause_and_say(std::chrono::milliseconds span, std::string_view why);

std::optional<std::string> environment_variable(const char* name);  // nothing when unset or empty

// Everything a program does, with what nobody caught turned into exit code 70.
int guarded(int (*program)(int argc, char** argv), int argc, char** argv);

}  // namespace tally::cli
