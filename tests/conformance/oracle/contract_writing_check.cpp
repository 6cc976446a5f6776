// Contract files as they are written, and merged with what is there.
#include <algorithm>
#include <set>
#include <string>
#include <vector>

#include "conformance/oracle/checks.h"
#include "conformance/oracle/defined_interaction.h"
#include "conformance/oracle/documented_differences.h"
#include "conformance/oracle/members.h"
#include "conformance/oracle/written_form.h"
#include "format/read_contract.h"
#include "format/write_contract.h"

namespace tally::conformance {
namespace {

constexpr int kWritten = 0;

Result<model::Contract> contract_of(const json::Value& defined) {
    model::Contract contract;
    contract.consumer = "C";
    contract.provider = "P";
    contract.version = version_of(defined);
    for (const json::Value& item : items_of(defined, "items")) {
        Result<model::Interaction> interaction = define_in_short(item);
        if (!interaction) return interaction.error();
        contract.interactions.push_back(std::move(*interaction));
    }
    return contract;
}

// A folder with at most one file.
struct Folder {
    std::string name;
    std::string text;
};

Result<void> write_into(Folder& folder, const model::Contract& contract, bool overwrite) {
    const Result<std::string> name = format::contract_file_name(contract);
    if (!name) return name.error();
    model::Contract whole = contract;
    if (!folder.text.empty() && !overwrite) {
        const auto older = format::read_contract(folder.text, folder.name);
        if (!older) return older.error();
        Result<model::Contract> merged = format::merge_contracts(older->contract, contract);
        if (!merged) return merged.error();
        whole = std::move(*merged);
    }
    const Result<std::string> text = format::write_contract(whole);
    if (!text) return text.error();
    folder = {*name, *text};
    return {};
}

// The interactions of a file without their order, each in one spelling.
std::multiset<std::string> interactions_of(const model::Contract& contract) {
    std::multiset<std::string> written;
    for (const model::Interaction& interaction : contract.interactions)
        written.insert(json::to_text(json::sorted(written_form(interaction, contract.version))));
    return written;
}

// The core leaves outdated interactions in a file whose order it did not expect.
bool has_one_twice(const model::Contract& contract) {
    std::set<std::string> names;
    for (const model::Interaction& interaction : contract.interactions) {
        std::string name = interaction.description + '\n' + interaction.key + '\n' +
                           std::to_string(interaction.exchange.index());
        for (const model::ProviderState& state : interaction.provider_states) name += '\n' + state.name;
        if (!names.insert(name).second) return true;
    }
    return false;
}

std::string listed(const std::multiset<std::string>& interactions) {
    std::string text;
    for (const std::string& interaction : interactions) text += "\n      " + interaction;
    return text;
}

Verdict compare_files(const json::Value& recorded, const std::string& ours) {
    const std::string text = text_of(recorded, "text");
    const auto theirs = format::read_contract(text, "recorded");
    const auto read = format::read_contract(ours, "ours");
    if (!theirs || !read) return differs("unreadable: " + (theirs ? read.error() : theirs.error()).text());
    if (theirs->contract.version != read->contract.version)
        return differs("recorded version " + std::string(model::to_text(theirs->contract.version)) +
                       ", ours " + std::string(model::to_text(read->contract.version)));
    const auto expected = interactions_of(theirs->contract);
    const auto actual = interactions_of(read->contract);
    if (expected == actual) return holds();
    const bool only_less = std::includes(expected.begin(), expected.end(), actual.begin(), actual.end());
    if (only_less && has_one_twice(theirs->contract) && !has_one_twice(read->contract))
        return documented(difference::kOutdatedInteractions);
    return differs("recorded:" + listed(expected) + "\n    ours:" + listed(actual));
}

}  // namespace

Verdict check_contract_writing(const json::Value& recorded, const json::Value&) {
    const json::Value& result = member(recorded, "result");
    Folder folder;
    std::size_t position = 0;
    for (const char* which : {"first", "second"}) {
        const json::Value& defined = member(recorded, which);
        if (!defined.is_object()) continue;
        const Result<model::Contract> contract = contract_of(defined);
        if (!contract) return differs("ours refuses: " + contract.error().text());
        const Result<void> written = write_into(folder, *contract, is_true(recorded, "overwrite"));
        const json::Array& codes = items_of(result, "returnCodes");
        if (position == codes.size()) return differs("a file more than recorded");
        const bool core_wrote_it = codes[position++] == json::Value(kWritten);
        if (core_wrote_it && !written && written.error().code == ErrorCode::unsupported)
            return documented(difference::kLosses);
        if (Verdict same = compare(core_wrote_it, bool(written), "written"); same.outcome != Outcome::holds)
            return same;
    }
    if (folder.name != text_of(result, "fileName"))
        return differs("recorded file '" + text_of(result, "fileName") + "', ours '" + folder.name + "'");
    return folder.text.empty() ? holds() : compare_files(result, folder.text);
}

}  // namespace tally::conformance
