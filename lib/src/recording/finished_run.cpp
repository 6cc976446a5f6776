#include "recording/finished_run.h"

#include <algorithm>
#include <set>
#include <system_error>
#include <utility>

#include "base/files.h"
#include "format/read_contract.h"
#include "format/write_contract.h"

namespace tally::recording {
namespace {

namespace fs = std::filesystem;

struct ContractText {
    std::string text;  // empty when there is no file
    model::Contract contract;
};

Result<ContractText> read(const fs::path& path) {
    std::error_code ignored;
    if (!fs::exists(path, ignored)) return ContractText();
    Result<std::string> text = files::read(path, format::kMaxContractBytes);
    if (!text) return text.error();
    Result<format::ReadContract> read = format::read_contract(*text, path.string());
    if (!read) return read.error();
    return ContractText{std::move(*text), std::move(read->contract)};
}

Result<ContractText> pruned_text(const model::Contract& contract, const RecordedContract& recorded) {
    model::Contract kept = pruned(contract, recorded);
    Result<std::string> text = format::write_contract(kept);
    if (!text) return text.error();
    return ContractText{std::move(*text), std::move(kept)};
}

const model::Interaction* find(const std::vector<model::Interaction>& interactions,
                               const InteractionIdentity& identity) {
    const auto found = std::find_if(
        interactions.begin(), interactions.end(),
        [&](const model::Interaction& interaction) { return is_same(identity_of(interaction), identity); });
    return found == interactions.end() ? nullptr : &*found;
}

// Those of `all` whose position is not in `known`.
std::vector<model::Interaction> others(const std::vector<model::Interaction>& all,
                                       const std::set<const model::Interaction*>& known) {
    std::vector<model::Interaction> found;
    for (const model::Interaction& interaction : all) {
        if (known.count(&interaction) == 0) found.push_back(interaction);
    }
    return found;
}

}  // namespace

Result<FileAfterRun> prune_file(const RecordedContract& recorded) {
    const Result<files::FolderLock> lock = files::FolderLock::acquire(recorded.file.parent_path());
    if (!lock) return lock.error();
    const Result<ContractText> before = read(recorded.file);
    if (!before) return before.error();
    FileAfterRun after;
    after.file = recorded.file;
    if (before->text.empty()) return after;
    const Result<ContractText> kept = pruned_text(before->contract, recorded);
    if (!kept) return kept.error();
    after.recorded = kept->contract.interactions.size();
    for (const model::Interaction& interaction : before->contract.interactions) {
        if (find(kept->contract.interactions, identity_of(interaction)) == nullptr)
            after.removed.push_back(interaction);
    }
    after.differs = !after.removed.empty();
    if (!after.differs) return after;
    if (Result<void> written = files::write_atomically(recorded.file, kept->text); !written)
        return written.error();
    return after;
}

Result<FileAfterRun> compare_with_copy(const RecordingRun& run, const RecordedContract& recorded) {
    const Result<ContractText> before = read(recorded.file);
    if (!before) return before.error();
    Result<ContractText> copy = read(run.written_file(recorded.file));
    if (!copy) return copy.error();
    // Without a copy no test had anything to change in the file.
    const model::Contract& written = copy->text.empty() ? before->contract : copy->contract;
    const Result<ContractText> kept = pruned_text(written, recorded);
    if (!kept) return kept.error();

    FileAfterRun after;
    after.file = recorded.file;
    after.recorded = kept->contract.interactions.size();
    std::set<const model::Interaction*> older, newer;
    for (const format::SharedInteraction& shared :
         format::shared_interactions(before->contract, kept->contract)) {
        older.insert(shared.older);
        newer.insert(shared.newer);
        if (*shared.older != *shared.newer) after.changed.emplace_back(*shared.older, *shared.newer);
    }
    after.removed = others(before->contract.interactions, older);
    after.added = others(kept->contract.interactions, newer);
    // A file that has nothing to lose is left as it is, however it is written.
    after.differs = copy->text.empty() ? !after.removed.empty() : before->text != kept->text;
    return after;
}

std::vector<fs::path> untouched_files(const std::vector<RecordedContract>& recorded) {
    std::set<fs::path> folders, files, found;
    for (const RecordedContract& contract : recorded) {
        folders.insert(contract.file.parent_path());
        files.insert(contract.file);
    }
    for (const fs::path& folder : folders) {
        std::error_code problem;
        for (fs::directory_iterator entry(folder, problem); !problem && entry != fs::directory_iterator();
             entry.increment(problem)) {
            const fs::path& path = entry->path();
            if (path.extension() != ".json" || files.count(path) > 0) continue;
            if (format::read_contract_file(path)) found.insert(path);
        }
    }
    return {found.begin(), found.end()};
}

}  // namespace tally::recording
