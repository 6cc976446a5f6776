#include "recording/save_contract.h"

#include <set>
#include <system_error>

#include "base/files.h"
#include "format/read_contract.h"
#include "format/write_contract.h"

namespace tally::recording {
namespace {

namespace fs = std::filesystem;

const json::Object* sources_in(const model::Contract& contract) {
    const json::Value* ours = contract.metadata.find("tally");
    const json::Value* sources = ours == nullptr ? nullptr : ours->find("sources");
    return sources == nullptr ? nullptr : sources->object();
}

void set_sources(model::Contract& merged, const json::Object* older, const std::vector<Source>& newer) {
    json::Object all = older == nullptr ? json::Object() : *older;
    for (const Source& source : newer) {
        json::Object place;
        place.set("line", source.line);
        place.set("path", source.path);
        all.set(source.key, std::move(place));
    }
    std::set<std::string> keys;
    for (const model::Interaction& interaction : merged.interactions) keys.insert(interaction.key);
    json::Object kept;
    for (const json::Member& member : all) {
        if (keys.count(member.name) > 0) kept.set(member.name, member.value);
    }
    json::Object ours;
    if (const json::Value* before = merged.metadata.find("tally"); before != nullptr && before->is_object())
        ours = *before->object();
    ours.erase("sources");
    if (!kept.empty()) ours.set("sources", std::move(kept));
    if (ours.empty()) {
        merged.metadata.erase("tally");
    } else {
        merged.metadata.set("tally", std::move(ours));
    }
}

}  // namespace

Result<fs::path> save_contract(const model::Contract& contract, const std::vector<Source>& sources,
                               const fs::path& folder) {
    const Result<std::string> name = format::contract_file_name(contract);
    if (!name) return name.error();
    const fs::path path = folder / *name;
    const Result<files::FolderLock> lock = files::FolderLock::acquire(folder);
    if (!lock) return lock.error();

    model::Contract merged = contract;
    std::string before;
    json::Object older_sources;
    std::error_code ignored;
    if (fs::exists(path, ignored)) {
        Result<std::string> text = files::read(path, format::kMaxContractBytes);
        if (!text) return text.error();
        before = std::move(*text);
        const Result<format::ReadContract> older = format::read_contract(before, path.string());
        if (!older) {
            Error error = older.error();
            error.remedy = "repair the contract file, or delete it to record it anew";
            return error;
        }
        if (const json::Object* found = sources_in(older->contract)) older_sources = *found;
        Result<model::Contract> both = format::merge_contracts(older->contract, contract);
        if (!both) return both.error();
        merged = std::move(*both);
    }
    if (merged.version == model::SpecVersion::v4) {
        set_sources(merged, &older_sources, sources);
    } else {
        merged.metadata.erase("tally");
    }
    const Result<std::string> text = format::write_contract(merged);
    if (!text) return text.error();
    if (*text == before) return path;
    if (Result<void> written = files::write_atomically(path, *text); !written) return written.error();
    return path;
}

}  // namespace tally::recording
