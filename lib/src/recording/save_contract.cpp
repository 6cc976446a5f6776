#include "recording/save_contract.h"

#include <optional>
#include <system_error>
#include <utility>
#include <vector>

#include "base/files.h"
#include "format/read_contract.h"
#include "format/write_contract.h"
#include "recording/recording_run.h"
#include "recording/written_files.h"

namespace tally::recording {
namespace {

namespace fs = std::filesystem;

// What stands in the file as `text`: known when this process has seen it last, read otherwise.
Result<KnownContract> contract_in(const fs::path& path, const std::string& text, WrittenFiles& written) {
    if (std::optional<KnownContract> known = written.take(path, text)) return std::move(*known);
    Result<format::ReadContract> read = format::read_contract(text, path.string());
    if (read) return KnownContract{std::move(read->contract), {}};
    Error error = read.error();
    error.remedy = "repair the contract file, or delete it to record it anew";
    return error;
}

// Adds what was recorded, with the texts of what is new or was not known.
Result<void> merge_into(KnownContract& known, const model::Contract& recorded) {
    if (known.contract.version != recorded.version) known.texts.clear();
    const Result<format::MergedPositions> merged = format::merge_into(known.contract, recorded);
    if (!merged) return merged.error();
    if (!merged->others_stayed) known.texts.clear();
    const std::size_t still_known = known.texts.size();
    known.texts.resize(known.contract.interactions.size());
    std::vector<std::size_t> unknown = merged->of_newer;
    for (std::size_t i = still_known; i < known.texts.size(); ++i) unknown.push_back(i);
    for (const std::size_t position : unknown) {
        Result<std::string> text =
            format::interaction_text(known.contract.interactions[position], known.contract.version);
        if (!text) return text.error();
        known.texts[position] = std::move(*text);
    }
    return {};
}

}  // namespace

Result<fs::path> save_contract(const model::Contract& contract, const std::vector<Source>& sources,
                               const fs::path& folder) {
    const Result<std::string> name = format::contract_file_name(contract);
    if (!name) return name.error();
    const fs::path meant = folder / *name;
    const std::optional<RecordingRun> run = RecordingRun::of_this_process();
    if (run) {
        if (Result<void> noted = run->note(meant, contract); !noted) return noted.error();
    }
    const fs::path path = run ? run->written_file(meant) : meant;
    const Result<files::FolderLock> lock = files::FolderLock::acquire(run ? path.parent_path() : folder);
    if (!lock) return lock.error();

    WrittenFiles& written = WrittenFiles::of_this_process();
    KnownContract known;
    known.contract = contract;
    known.contract.interactions.clear();
    std::string before;
    json::Object older_sources;
    std::error_code ignored;
    // A copy begins as what it is a copy of.
    const fs::path older_path = fs::exists(path, ignored) ? path : meant;
    if (fs::exists(older_path, ignored)) {
        Result<std::string> text = files::read(older_path, format::kMaxContractBytes);
        if (!text) return text.error();
        before = std::move(*text);
        Result<KnownContract> older = contract_in(older_path, before, written);
        if (!older) return older.error();
        known = std::move(*older);
        if (const json::Object* found = sources_in(known.contract)) older_sources = *found;
    }
    if (Result<void> merged = merge_into(known, contract); !merged) return merged.error();
    if (contract.version == model::SpecVersion::v4) {
        set_sources(known.contract, &older_sources, sources);
    } else {
        known.contract.metadata.erase("tally");
    }
    Result<std::string> text = format::write_contract(known.contract, known.texts);
    if (!text) return text.error();
    if (*text == before) {
        written.give_back(older_path, std::move(before), std::move(known));
        return older_path;
    }
    if (Result<void> done = written.write(path, std::move(*text), std::move(known)); !done)
        return done.error();
    return path;
}

}  // namespace tally::recording
