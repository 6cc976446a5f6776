#include "cli/contracts_on_disk.h"

#include <glob.h>

#include <algorithm>
#include <filesystem>
#include <optional>
#include <set>
#include <system_error>
#include <utility>

#include "base/files.h"
#include "base/json.h"
#include "format/write_contract.h"

namespace tally::cli {

namespace {

namespace fs = std::filesystem;

Error nothing_there(const std::string& name, const std::string& what) {
    return {ErrorCode::not_found, name, what, "check the path; the consumer's tests write the files"};
}

std::vector<std::string> matching_pattern(const std::string& pattern);

std::string without_meaning_in_patterns(const std::string& path) {
    std::string escaped;
    for (const char c : path) {
        if (c == '*' || c == '?' || c == '[' || c == '\\') escaped += '\\';
        escaped += c;
    }
    return escaped;
}

// "**" as a part of its own: the folder and all below it.
std::vector<std::string> matching_below(const std::string& folders, const std::string& rest) {
    std::vector<std::string> found;
    const auto add_inside = [&](const fs::path& folder) {
        const std::string inside = without_meaning_in_patterns((folder / "").string()) + rest;
        for (auto& file : matching_pattern(inside)) found.push_back(std::move(file));
    };
    for (const auto& folder : folders.empty() ? std::vector<std::string>{"."} : matching_pattern(folders)) {
        std::error_code problem;
        if (!fs::is_directory(folder, problem)) continue;
        add_inside(folder);
        for (fs::recursive_directory_iterator one(folder, fs::directory_options::skip_permission_denied,
                                                  problem);
             !problem && one != fs::recursive_directory_iterator(); one.increment(problem)) {
            if (one->is_directory(problem)) add_inside(one->path());
        }
    }
    return found;
}

std::vector<std::string> matching_pattern(const std::string& pattern) {
    const std::size_t anywhere = pattern.find("**/");
    if (anywhere != std::string::npos && (anywhere == 0 || pattern[anywhere - 1] == '/'))
        return matching_below(pattern.substr(0, anywhere), pattern.substr(anywhere + 3));
    glob_t found{};
    std::vector<std::string> files;
    if (::glob(pattern.c_str(), 0, nullptr, &found) == 0)
        files.assign(found.gl_pathv, found.gl_pathv + found.gl_pathc);
    ::globfree(&found);
    return files;
}

bool is_pattern(const std::string& name) {
    return name.find_first_of("*?[") != std::string::npos;
}

Result<void> add_folder(const std::string& name, Folders folders, std::set<std::string>& files) {
    auto inside = files::list_recursively(name, ".json");
    if (!inside) return inside.error();
    const bool has_some = !inside->empty();
    if (folders == Folders::alone) {
        const auto is_below = [&](const fs::path& file) {
            return file.parent_path() != fs::path(name + "/").parent_path();
        };
        inside->erase(std::remove_if(inside->begin(), inside->end(), is_below), inside->end());
    }
    for (const auto& file : *inside) files.insert(file.string());
    if (!inside->empty()) return {};
    auto error = nothing_there(name, "there is no contract file (*.json) in this folder");
    if (has_some) error.remedy = "for those in the folders below it: '" + name + "/**/*.json'";
    return error;
}

Result<void> add_files(const std::string& name, Folders folders, std::set<std::string>& files) {
    std::error_code ignored;
    if (fs::is_directory(name, ignored)) return add_folder(name, folders, files);
    if (fs::exists(name, ignored) || !is_pattern(name)) {
        if (!fs::exists(name, ignored)) return nothing_there(name, "there is no such file or folder");
        files.insert(name);
        return {};
    }
    const auto matches = matching_pattern(name);
    if (matches.empty()) return nothing_there(name, "no file matches this pattern");
    for (const auto& match : matches) {
        if (auto added = add_files(match, folders, files); !added) return added;
    }
    return {};
}

// A file without a name would be published for an application called "provider".
std::optional<Error> lacks_a_name(const std::string& text, const std::string& file) {
    const auto document = json::parse(text);
    if (!document) return document.error();
    for (const char* role : {"consumer", "provider"}) {
        const auto* participant = document->find(role);
        const auto* name = participant == nullptr ? nullptr : participant->find("name");
        if (name != nullptr && name->string() != nullptr && !name->string()->empty()) continue;
        return Error{ErrorCode::invalid_input, file,
                     std::string("is no contract: it does not name its ") + role,
                     "leave the file out, or add \"" + std::string(role) + "\": {\"name\": \"...\"}"};
    }
    return std::nullopt;
}

}  // namespace

Result<std::vector<std::string>> find_contract_files(const std::vector<std::string>& names, Folders folders) {
    std::set<std::string> files;
    for (const auto& name : names) {
        if (auto added = add_files(name, folders, files); !added) return added.error();
    }
    return std::vector<std::string>(files.begin(), files.end());
}

Result<ContractsOnDisk> read_contracts_on_disk(const std::vector<std::string>& files) {
    struct Pair {
        ContractOnDisk published;
        model::Contract contract;
    };
    std::vector<Pair> pairs;
    ContractsOnDisk all;
    for (const auto& file : files) {
        auto text = files::read(file, format::kMaxContractBytes);
        if (!text) return text.error();
        auto read = format::read_contract(*text, file);
        if (!read) return read.error();
        if (auto nameless = lacks_a_name(*text, file)) return *nameless;
        std::move(read->warnings.begin(), read->warnings.end(), std::back_inserter(all.warnings));
        model::Contract& contract = read->contract;
        const auto same_pair = std::find_if(pairs.begin(), pairs.end(), [&](const Pair& pair) {
            return pair.contract.consumer == contract.consumer && pair.contract.provider == contract.provider;
        });
        if (same_pair == pairs.end()) {
            ContractOnDisk one{{contract.consumer, contract.provider, std::move(*text)}, {file}};
            pairs.push_back({std::move(one), std::move(contract)});
            continue;
        }
        auto merged = format::merge_contracts(same_pair->contract, contract);
        if (!merged) return merged.error();
        auto merged_text = format::write_contract(*merged);
        if (!merged_text) return merged_text.error();
        same_pair->contract = std::move(*merged);
        same_pair->published.contract.content = std::move(*merged_text);
        same_pair->published.files.push_back(file);
    }
    for (auto& pair : pairs) all.contracts.push_back(std::move(pair.published));
    return all;
}

}  // namespace tally::cli
