#include "recording/save_contract.h"

#include <memory>
#include <optional>
#include <system_error>
#include <utility>

#include "base/files.h"
#include "format/read_contract.h"
#include "format/write_contract.h"
#include "recording/recording_run.h"
#include "recording/written_files.h"

namespace tally::recording {
namespace {

namespace fs = std::filesystem;

// What stands in the file as `text`: known when this process has seen it last, read otherwise.
Result<std::shared_ptr<const model::Contract>> contract_in(const fs::path& path, const std::string& text,
                                                           WrittenFiles& written) {
    if (std::shared_ptr<const model::Contract> known = written.find(path, text)) return known;
    Result<format::ReadContract> read = format::read_contract(text, path.string());
    if (read) {
        auto contract = std::make_shared<const model::Contract>(std::move(read->contract));
        written.remember(path, text, contract);
        return contract;
    }
    Error error = read.error();
    error.remedy = "repair the contract file, or delete it to record it anew";
    return error;
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
    model::Contract merged = contract;
    std::string before;
    json::Object older_sources;
    std::error_code ignored;
    // A copy begins as what it is a copy of.
    const fs::path older_path = fs::exists(path, ignored) ? path : meant;
    if (fs::exists(older_path, ignored)) {
        Result<std::string> text = files::read(older_path, format::kMaxContractBytes);
        if (!text) return text.error();
        before = std::move(*text);
        const auto older = contract_in(older_path, before, written);
        if (!older) return older.error();
        if (const json::Object* found = sources_in(**older)) older_sources = *found;
        Result<model::Contract> both = format::merge_contracts(**older, contract);
        if (!both) return both.error();
        merged = std::move(*both);
    }
    if (merged.version == model::SpecVersion::v4) {
        set_sources(merged, &older_sources, sources);
    } else {
        merged.metadata.erase("tally");
    }
    Result<std::string> text = format::write_contract(merged);
    if (!text) return text.error();
    if (*text == before) return older_path;
    if (Result<void> done = written.write(path, std::move(*text), std::move(merged)); !done)
        return done.error();
    return path;
}

}  // namespace tally::recording
