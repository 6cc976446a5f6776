#include "recording/recording_run.h"

#include <algorithm>
#include <cstdlib>
#include <map>
#include <set>
#include <system_error>
#include <tuple>
#include <utility>

#include "base/encoding.h"
#include "base/files.h"
#include "base/json.h"
#include "base/text.h"
#include "recording/sources.h"

namespace tally::recording {
namespace {

namespace fs = std::filesystem;

constexpr const char* kManifest = "recorded.jsonl";
constexpr const char* kCopies = "copies";
constexpr std::size_t kMaxManifest = 1u << 30;

fs::path whole_path(const fs::path& path) {
    std::error_code ignored;
    const fs::path made = fs::absolute(path, ignored);
    return (made.empty() ? path : made).lexically_normal();
}

json::Object to_json(const InteractionIdentity& identity) {
    json::Array states(identity.states.begin(), identity.states.end());
    return {{"key", identity.key},
            {"description", identity.description},
            {"states", std::move(states)},
            {"kind", static_cast<std::int64_t>(identity.kind)}};
}

std::string text_at(const json::Value& object, std::string_view name) {
    const json::Value* value = object.find(name);
    const std::string* text = value == nullptr ? nullptr : value->string();
    return text == nullptr ? "" : *text;
}

const json::Array& items_at(const json::Value& object, std::string_view name) {
    static const json::Array kNone;
    const json::Value* value = object.find(name);
    return value == nullptr || value->array() == nullptr ? kNone : *value->array();
}

InteractionIdentity identity_from(const json::Value& object) {
    InteractionIdentity identity{text_at(object, "key"), text_at(object, "description"), {}, 0};
    for (const json::Value& state : items_at(object, "states")) {
        if (state.string() != nullptr) identity.states.push_back(*state.string());
    }
    const json::Value* kind = object.find("kind");
    identity.kind = static_cast<std::size_t>(kind == nullptr ? 0 : kind->integer().value_or(0));
    return identity;
}

// Answers quickly whether an interaction is among many.
class Identities {
  public:
    explicit Identities(const std::vector<InteractionIdentity>& all) {
        for (const InteractionIdentity& identity : all) {
            if (!identity.key.empty()) keys_.insert(identity.key);
            by_name_.emplace(name_of(identity), &identity);
        }
    }
    bool have(const InteractionIdentity& wanted) const {
        if (!wanted.key.empty() && keys_.count(wanted.key) > 0) return true;
        const auto [first, last] = by_name_.equal_range(name_of(wanted));
        return std::any_of(first, last, [&](const auto& named) { return is_same(*named.second, wanted); });
    }

  private:
    using Name = std::tuple<std::string, std::vector<std::string>, std::size_t>;
    static Name name_of(const InteractionIdentity& identity) {
        return {identity.description, identity.states, identity.kind};
    }
    std::set<std::string> keys_;
    std::multimap<Name, const InteractionIdentity*> by_name_;
};

}  // namespace

InteractionIdentity identity_of(const model::Interaction& interaction) {
    InteractionIdentity identity{interaction.key, interaction.description, {}, interaction.exchange.index()};
    for (const model::ProviderState& state : interaction.provider_states)
        identity.states.push_back(state.name);
    return identity;
}

bool is_same(const InteractionIdentity& a, const InteractionIdentity& b) {
    if (!a.key.empty() && !b.key.empty()) return a.key == b.key;
    return std::tie(a.description, a.states, a.kind) == std::tie(b.description, b.states, b.kind);
}

std::optional<RecordingRun> RecordingRun::of_this_process() {
    const char* folder = std::getenv(kRunFolderVariable);
    if (folder == nullptr || *folder == '\0') return std::nullopt;
    return RecordingRun(folder);
}

Result<void> RecordingRun::use_copies() {
    std::error_code problem;
    fs::create_directories(folder_ / kCopies, problem);
    if (!problem) return {};
    return Error{ErrorCode::io, text::printable(folder_.string()),
                 "cannot create a folder: " + problem.message(), "check the permissions"};
}

bool RecordingRun::uses_copies() const {
    std::error_code ignored;
    return fs::is_directory(folder_ / kCopies, ignored);
}

fs::path RecordingRun::written_file(const fs::path& file) const {
    if (!uses_copies()) return file;
    const fs::path meant = whole_path(file);
    return folder_ / kCopies / encoding::sha1_hex(meant.parent_path().string()) / meant.filename();
}

Result<void> RecordingRun::note(const fs::path& file, const model::Contract& recorded) const {
    json::Array interactions;
    for (const model::Interaction& interaction : recorded.interactions)
        interactions.push_back(to_json(identity_of(interaction)));
    const json::Object line{{"file", whole_path(file).string()}, {"interactions", std::move(interactions)}};
    return files::append(folder_ / kManifest, json::to_text(line) + '\n');
}

Result<std::vector<RecordedContract>> RecordingRun::recorded() const {
    std::error_code ignored;
    if (!fs::exists(folder_ / kManifest, ignored)) return std::vector<RecordedContract>();
    const Result<std::string> text = files::read(folder_ / kManifest, kMaxManifest);
    if (!text) return text.error();
    std::map<fs::path, RecordedContract> by_file;
    for (const std::string_view line : text::split(*text, '\n')) {
        if (line.empty()) continue;
        const Result<json::Value> entry = json::parse(line);
        if (!entry) return entry.error();
        const fs::path file = text_at(*entry, "file");
        RecordedContract& contract = by_file[file];
        contract.file = file;
        for (const json::Value& identity : items_at(*entry, "interactions"))
            contract.interactions.push_back(identity_from(identity));
    }
    std::vector<RecordedContract> all;
    for (auto& [file, contract] : by_file) all.push_back(std::move(contract));
    return all;
}

model::Contract pruned(const model::Contract& contract, const RecordedContract& recorded) {
    model::Contract kept = contract;
    const Identities identities(recorded.interactions);
    std::erase_if(kept.interactions, [&](const model::Interaction& interaction) {
        return !identities.have(identity_of(interaction));
    });
    if (const json::Object* sources = sources_in(contract)) {
        const json::Object all = *sources;
        set_sources(kept, &all, {});
    }
    return kept;
}

}  // namespace tally::recording
