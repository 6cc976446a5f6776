// One run of `contract record`: the command and the test processes that it starts, in whatever depth. They
// find each other by a folder named in the environment, in which each process notes what it recorded.
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "model/contract.h"
#include "tally/result.h"

namespace tally::recording {

constexpr const char* kRunFolderVariable = "TALLY_RUN_DIR";

// What tells an interaction from the others of its contract.
struct InteractionIdentity {
    std::string key;  // may be empty
    std::string description;
    std::vector<std::string> states;
    std::size_t kind = 0;  // index of Interaction::exchange
};
InteractionIdentity identity_of(const model::Interaction& interaction);
// Two keys decide where both have one, as when contracts are merged.
bool is_same(const InteractionIdentity& a, const InteractionIdentity& b);

struct RecordedContract {
    std::filesystem::path file;  // the one that tests mean, absolute
    std::vector<InteractionIdentity> interactions;
};

class RecordingRun {
  public:
    // The one that this process is part of, if any: as a whole, whatever contracts it writes.
    static std::optional<RecordingRun> of_this_process();

    explicit RecordingRun(std::filesystem::path folder) : folder_(std::move(folder)) {}

    // From now on tests write copies of contract files, and leave the files themselves alone.
    Result<void> use_copies();
    bool uses_copies() const;

    // The file that is to be written in place of `file`: itself, or its copy.
    std::filesystem::path written_file(const std::filesystem::path& file) const;

    Result<void> note(const std::filesystem::path& file, const model::Contract& recorded) const;

    // Of all processes, one entry for each file, by name.
    Result<std::vector<RecordedContract>> recorded() const;

  private:
    std::filesystem::path folder_;
};

// The contract without the interactions that the run did not record.
model::Contract pruned(const model::Contract& contract, const RecordedContract& recorded);

}  // namespace tally::recording
