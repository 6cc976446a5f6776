// A program or one of its commands, as manual pages, completions and docs/cli.md tell of it: all that --help
// says, as plain values.
#pragma once

#include <string>
#include <vector>

#include "cli/look_at_options.h"

namespace tally::cli::reference {

// What a value can be completed with.
enum class ValueKind { nothing, choice, file, folder, command };

// An option, a flag or an argument.
struct Parameter {
    std::vector<std::string> names;  // "-o", "--output"; an argument has none
    std::string placeholder;         // "FILE"; a flag has none
    ValueKind kind = ValueKind::nothing;
    std::vector<std::string> choices;  // of a choice
    std::string help;                  // one line
    std::string environment;           // the variable that gives the value too
    bool required = false, repeatable = false;
    bool value_may_be_missing = false;  // "[TAG]"
    bool operator==(const Parameter&) const = default;
};

struct Group {
    std::string title;
    std::vector<Parameter> options;
    bool operator==(const Group&) const = default;
};

// Below the options: prose has no title, lines are as they are to be shown.
struct Block {
    std::string title;
    std::vector<std::string> lines;
    bool operator==(const Block&) const = default;
};

struct Page {
    std::string name;     // "contract publish"
    std::string group;    // of commands, in which it is listed
    std::string summary;  // one sentence or more
    std::string usage;    // "contract publish [OPTIONS] FILES..."
    std::vector<Parameter> arguments;
    std::vector<Group> groups;
    std::vector<Block> blocks;
    std::vector<Page> commands;
    std::string stands_for;  // "contract-verify": that program runs, with what follows
    bool passes_on = false;  // ... unless it is a command of the page above, which runs then
    bool operator==(const Page&) const = default;
};

// The table and its commands, without what it hides.
Page describe(const CLI::App& options);

// The last word of its name, which is what one types.
std::string typed_name(const Page& page);
// As the name of a file or a manual page: "contract-publish".
std::string dashed_name(const Page& page);
// "publish contract files to a broker": for a list, without a final stop.
std::string first_sentence(const Page& page);

// As --help lists them.
struct CommandGroup {
    std::string title;
    std::vector<const Page*> commands;
};
std::vector<CommandGroup> groups_of_commands(const Page& page);

// Those that are no program of their own.
std::vector<const Page*> commands_of(const Page& page);

// The page and all below it that have options of their own, in the order of the table.
std::vector<const Page*> pages_of(const Page& program);

}  // namespace tally::cli::reference
