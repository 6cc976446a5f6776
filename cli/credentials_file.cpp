#include "cli/credentials_file.h"

#include <sys/stat.h>

#include "base/files.h"
#include "base/json.h"
#include "base/url.h"
#include "cli/console.h"

namespace tally::cli {

namespace {

constexpr std::size_t kMaxBytes = 1u << 20;

Error wrong(const std::filesystem::path& file, const std::string& what) {
    return {ErrorCode::invalid_input, file.string(), what,
            R"(write it as {"https://HOST": {"token": "..."}}, or with "username" and "password")"};
}

// Whether the address of an entry is that of the broker or of something above it.
bool covers(const Url& entry, const Url& broker) {
    if (entry.origin() != broker.origin()) return false;
    std::string path = entry.path();
    while (!path.empty() && path.back() == '/') path.pop_back();
    const std::string wanted = broker.path();
    return wanted == path || wanted.rfind(path + "/", 0) == 0;
}

Result<Credentials> read_entry(const std::filesystem::path& file, const json::Member& entry) {
    Credentials credentials;
    const json::Object* members = entry.value.object();
    if (members == nullptr) return wrong(file, "what '" + masked_url(entry.name) + "' has is not an object");
    for (const auto& member : *members) {
        std::string* target = member.name == "token"      ? &credentials.token
                              : member.name == "username" ? &credentials.user
                              : member.name == "password" ? &credentials.password
                                                          : nullptr;
        if (target == nullptr || member.value.string() == nullptr) {
            return wrong(file, "'" + masked_url(entry.name) + "' has '" + member.name +
                                   "', which is not one of the texts token, username and password");
        }
        *target = *member.value.string();
    }
    if (credentials.token.empty() == credentials.user.empty())
        return wrong(file, "'" + masked_url(entry.name) + "' needs either a token or a username");
    return credentials;
}

}  // namespace

std::optional<std::filesystem::path> default_credentials_file() {
    std::filesystem::path folder;
    if (const auto xdg = environment_variable("XDG_CONFIG_HOME")) {
        folder = *xdg;
    } else if (const auto home = environment_variable("HOME")) {
        folder = std::filesystem::path(*home) / ".config";
    } else {
        return std::nullopt;
    }
    return folder / "tally" / "credentials.json";
}

Result<std::optional<Credentials>> read_credentials(const std::filesystem::path& file,
                                                    const std::string& url) {
    struct stat status {};
    if (::stat(file.c_str(), &status) == 0 && (status.st_mode & (S_IRWXG | S_IRWXO)) != 0) {
        return Error{ErrorCode::denied, file.string(), "others than you can use this file",
                     "chmod 600 " + file.string()};
    }
    auto text = files::read(file, kMaxBytes);
    if (!text) return text.error();
    auto document = json::parse(*text);
    // What could not be parsed is not quoted: it may be a secret
    if (!document) return wrong(file, "the file is not valid JSON (at " + document.error().where + ")");
    if (!document->is_object()) return wrong(file, "the file is not a JSON object");
    auto broker = parse_url(url, "http");
    if (!broker) return std::optional<Credentials>();
    std::optional<Credentials> best;
    std::size_t length = 0;
    for (const auto& entry : *document->object()) {
        const auto address = parse_url(entry.name, "http");
        if (!address) return wrong(file, "'" + masked_url(entry.name) + "' is not a broker's address");
        auto credentials = read_entry(file, entry);
        if (!credentials) return credentials.error();
        const std::size_t here = address->path().size();
        if (!covers(*address, *broker) || (best && here < length)) continue;
        best = std::move(*credentials);
        length = here;
    }
    return best;
}

}  // namespace tally::cli
