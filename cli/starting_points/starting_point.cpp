#include "cli/starting_points/starting_point.h"

#include <algorithm>
#include <string_view>

#include "base/text.h"

extern "C" {
extern const char tally_asset_consumer_cmake_CMakeLists_txt_begin[];
extern const char tally_asset_consumer_cmake_CMakeLists_txt_end[];
extern const char tally_asset_consumer_cmake_greeting_client_h_begin[];
extern const char tally_asset_consumer_cmake_greeting_client_h_end[];
extern const char tally_asset_consumer_cmake_greeting_client_test_cpp_begin[];
extern const char tally_asset_consumer_cmake_greeting_client_test_cpp_end[];
extern const char tally_asset_consumer_cmake_record_contracts_sh_begin[];
extern const char tally_asset_consumer_cmake_record_contracts_sh_end[];
extern const char tally_asset_consumer_shell_expectations_json_begin[];
extern const char tally_asset_consumer_shell_expectations_json_end[];
extern const char tally_asset_consumer_shell_greeting_client_sh_begin[];
extern const char tally_asset_consumer_shell_greeting_client_sh_end[];
extern const char tally_asset_consumer_shell_record_contracts_sh_begin[];
extern const char tally_asset_consumer_shell_record_contracts_sh_end[];
extern const char tally_asset_provider_cmake_CMakeLists_txt_begin[];
extern const char tally_asset_provider_cmake_CMakeLists_txt_end[];
extern const char tally_asset_provider_cmake_contracts_front_desk_greeter_json_begin[];
extern const char tally_asset_provider_cmake_contracts_front_desk_greeter_json_end[];
extern const char tally_asset_provider_cmake_greeting_service_cpp_begin[];
extern const char tally_asset_provider_cmake_greeting_service_cpp_end[];
extern const char tally_asset_provider_cmake_states_sh_begin[];
extern const char tally_asset_provider_cmake_states_sh_end[];
extern const char tally_asset_provider_cmake_verify_contracts_sh_begin[];
extern const char tally_asset_provider_cmake_verify_contracts_sh_end[];
extern const char tally_asset_provider_shell_contracts_front_desk_greeter_json_begin[];
extern const char tally_asset_provider_shell_contracts_front_desk_greeter_json_end[];
extern const char tally_asset_provider_shell_greeting_service_py_begin[];
extern const char tally_asset_provider_shell_greeting_service_py_end[];
extern const char tally_asset_provider_shell_states_sh_begin[];
extern const char tally_asset_provider_shell_states_sh_end[];
extern const char tally_asset_provider_shell_verify_contracts_sh_begin[];
extern const char tally_asset_provider_shell_verify_contracts_sh_end[];
extern const char tally_asset_pipelines_github_consumer_yml_begin[];
extern const char tally_asset_pipelines_github_consumer_yml_end[];
extern const char tally_asset_pipelines_github_provider_yml_begin[];
extern const char tally_asset_pipelines_github_provider_yml_end[];
extern const char tally_asset_pipelines_gitlab_consumer_yml_begin[];
extern const char tally_asset_pipelines_gitlab_consumer_yml_end[];
extern const char tally_asset_pipelines_gitlab_provider_yml_begin[];
extern const char tally_asset_pipelines_gitlab_provider_yml_end[];
}

namespace tally::cli {

namespace {

// The names in the files as they are kept.
constexpr std::string_view kConsumer = "front-desk";
constexpr std::string_view kProvider = "greeter";
constexpr std::size_t kMaxName = 100;

struct Asset {
    std::string_view path, text;
};

std::string_view between(const char* begin, const char* end) {
    return {begin, static_cast<std::size_t>(end - begin)};
}

std::vector<Asset> assets_of(Role role, Kind kind) {
    if (role == Role::consumer && kind == Kind::cmake)
        return {
            {"CMakeLists.txt", between(tally_asset_consumer_cmake_CMakeLists_txt_begin,
                                       tally_asset_consumer_cmake_CMakeLists_txt_end)},
            {"greeting_client.h", between(tally_asset_consumer_cmake_greeting_client_h_begin,
                                          tally_asset_consumer_cmake_greeting_client_h_end)},
            {"greeting_client_test.cpp", between(tally_asset_consumer_cmake_greeting_client_test_cpp_begin,
                                                 tally_asset_consumer_cmake_greeting_client_test_cpp_end)},
            {"record_contracts.sh", between(tally_asset_consumer_cmake_record_contracts_sh_begin,
                                            tally_asset_consumer_cmake_record_contracts_sh_end)},
        };
    if (role == Role::consumer)
        return {
            {"expectations.json", between(tally_asset_consumer_shell_expectations_json_begin,
                                          tally_asset_consumer_shell_expectations_json_end)},
            {"greeting_client.sh", between(tally_asset_consumer_shell_greeting_client_sh_begin,
                                           tally_asset_consumer_shell_greeting_client_sh_end)},
            {"record_contracts.sh", between(tally_asset_consumer_shell_record_contracts_sh_begin,
                                            tally_asset_consumer_shell_record_contracts_sh_end)},
        };
    if (kind == Kind::cmake)
        return {
            {"CMakeLists.txt", between(tally_asset_provider_cmake_CMakeLists_txt_begin,
                                       tally_asset_provider_cmake_CMakeLists_txt_end)},
            {"contracts/front-desk-greeter.json",
             between(tally_asset_provider_cmake_contracts_front_desk_greeter_json_begin,
                     tally_asset_provider_cmake_contracts_front_desk_greeter_json_end)},
            {"greeting_service.cpp", between(tally_asset_provider_cmake_greeting_service_cpp_begin,
                                             tally_asset_provider_cmake_greeting_service_cpp_end)},
            {"states.sh",
             between(tally_asset_provider_cmake_states_sh_begin, tally_asset_provider_cmake_states_sh_end)},
            {"verify_contracts.sh", between(tally_asset_provider_cmake_verify_contracts_sh_begin,
                                            tally_asset_provider_cmake_verify_contracts_sh_end)},
        };
    return {
        {"contracts/front-desk-greeter.json",
         between(tally_asset_provider_shell_contracts_front_desk_greeter_json_begin,
                 tally_asset_provider_shell_contracts_front_desk_greeter_json_end)},
        {"greeting_service.py", between(tally_asset_provider_shell_greeting_service_py_begin,
                                        tally_asset_provider_shell_greeting_service_py_end)},
        {"states.sh",
         between(tally_asset_provider_shell_states_sh_begin, tally_asset_provider_shell_states_sh_end)},
        {"verify_contracts.sh", between(tally_asset_provider_shell_verify_contracts_sh_begin,
                                        tally_asset_provider_shell_verify_contracts_sh_end)},
    };
}

std::vector<Asset> pipeline_of(Role role, Pipeline pipeline) {
    const bool is_consumer = role == Role::consumer;
    if (pipeline == Pipeline::github) {
        return {{".github/workflows/contracts.yml",
                 is_consumer ? between(tally_asset_pipelines_github_consumer_yml_begin,
                                       tally_asset_pipelines_github_consumer_yml_end)
                             : between(tally_asset_pipelines_github_provider_yml_begin,
                                       tally_asset_pipelines_github_provider_yml_end)}};
    }
    if (pipeline == Pipeline::gitlab) {
        return {{".gitlab-ci.yml", is_consumer ? between(tally_asset_pipelines_gitlab_consumer_yml_begin,
                                                         tally_asset_pipelines_gitlab_consumer_yml_end)
                                               : between(tally_asset_pipelines_gitlab_provider_yml_begin,
                                                         tally_asset_pipelines_gitlab_provider_yml_end)}};
    }
    return {};
}

// In one pass: the consumer may be called as the provider is in the files.
std::string with_names(std::string_view text, const StartingPoint& start) {
    std::string written;
    for (std::size_t i = 0; i < text.size();) {
        if (text.substr(i).starts_with(kConsumer)) {
            written += start.consumer;
            i += kConsumer.size();
        } else if (text.substr(i).starts_with(kProvider)) {
            written += start.provider;
            i += kProvider.size();
        } else {
            written += text[i++];
        }
    }
    return written;
}

}  // namespace

bool is_usable_name(const std::string& name) {
    const auto is_plain = [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
    };
    return !name.empty() && name.size() <= kMaxName && is_plain(name.front()) &&
           std::all_of(name.begin(), name.end(),
                       [&](char c) { return is_plain(c) || c == '-' || c == '_' || c == '.'; });
}

std::vector<StartingFile> files_of(const StartingPoint& start) {
    auto assets = assets_of(start.role, start.kind);
    for (const auto& asset : pipeline_of(start.role, start.pipeline)) assets.push_back(asset);
    std::vector<StartingFile> files;
    for (const auto& [path, text] : assets)
        files.push_back({with_names(path, start), with_names(text, start), text.starts_with("#!")});
    return files;
}

}  // namespace tally::cli
