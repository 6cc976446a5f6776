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
Result<std::shared_ptr<const KnownContract>> contract_in(const fs::path& path, const std::string& text,
                                                         WrittenFiles& written) {
    if (std::shared_ptr<const KnownContract> known = written.find(path, text)) return known;
    Result<format::ReadContract> read = format::read_contract(text, path.string());
    if (read) {
        std::shared_ptr<const KnownContract> known =
            std::make_shared<const KnownContract>(KnownContract{std::move(read->contract), {}});
        written.remember(path, text, known);
        return known;
    }
    Error error = read.error();
    error.remedy = "repair the contract file, or delete it to record it anew";
    return error;
}

// Merging leaves interactions of the older contract at their positions.
Result<std::vector<std::string>> texts_of(const model::Contract& merged, const KnownContract* older) {
    const bool comparable =
        older != nullptr && !older->texts.empty() && older->contract.version == merged.version;
    std::vector<std::string> texts;
    texts.reserve(merged.interactions.size());
    for (std::size_t i = 0; i < merged.interactions.size(); ++i) {
        if (comparable && i < older->texts.size() &&
            older->contract.interactions[i] == merged.interactions[i]) {
            texts.push_back(older->texts[i]);
            continue;
        }
        Result<std::string> text = format::interaction_text(merged.interactions[i], merged.version);
        if (!text) return text.error();
        texts.push_back(std::move(*text));
    }
    return texts;
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
    std::shared_ptr<const KnownContract> known;
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
        known = *older;
        if (const json::Object* found = sources_in(known->contract)) older_sources = *found;
        Result<model::Contract> both = format::merge_contracts(known->contract, contract);
        if (!both) return both.error();
        merged = std::move(*both);
    }
    if (merged.version == model::SpecVersion::v4) {
        set_sources(merged, &older_sources, sources);
    } else {
        merged.metadata.erase("tally");
    }
    Result<std::vector<std::string>> texts = texts_of(merged, known.get());
    if (!texts) return texts.error();
    Result<std::string> text = format::write_contract(merged, *texts);
    if (!text) return text.error();
    if (*text == before) {
        if (known->texts.empty())
            written.remember(
                older_path, before,
                std::make_shared<const KnownContract>(KnownContract{std::move(merged), std::move(*texts)}));
        return older_path;
    }
    if (Result<void> done = written.write(path, std::move(*text), {std::move(merged), std::move(*texts)});
        !done)
        return done.error();
    return path;
}

}  // namespace tally::recording
