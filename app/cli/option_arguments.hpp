// How a table of options appears on the command line: flags of their own, --set KEY=VALUE and --options FILE.
#pragma once

#include <functional>
#include <memory>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "app/cli/command.hpp"
#include "core/base/options/option_table.hpp"

namespace priorscope::cli {

/// What the arguments say about options, in any order.
class OptionArguments {
  public:
    struct Given {
        std::string key;
        nlohmann::json value;
        std::string by;  ///< "--lr" or "--set"
    };

    /// A flag of the option's own.
    /// @param fallback  the default as text
    void addFlag(CLI::App& app, const OptionInfo& info, const std::string& fallback);
    /// --set and --options.
    /// @param file_help  what the file of --options may be
    void addCommon(CLI::App& app, const std::string& file_help);

    /// @param info  of a key; throws where there is none
    /// @return what flags and --set gave
    /// @throws UsageError for a key or value that is none, and a key that is given twice
    std::vector<Given> given(const std::function<const OptionInfo&(const std::string& key)>& info) const;
    /// The object in the file of --options, or the options in a run.json; null where none was given.
    /// @throws Error where it cannot be read
    nlohmann::json file() const;
    const std::string& fileName() const { return m_file; }

  private:
    // Shared with the parser's callbacks, which may outlive this object's place.
    std::shared_ptr<std::vector<Given>> m_flags = std::make_shared<std::vector<Given>>();
    std::vector<std::string> m_assignments;
    std::string m_file;
};

/// "key    help (range; default: …)" of every option, a line each.
std::string optionLine(const OptionInfo& info, const std::string& fallback);

/// Options from a table, as the arguments change them.
template <class Options>
class TableArguments {
  public:
    explicit TableArguments(const OptionTable<Options>& table) : m_table(table) {}

    void add(CLI::App& app, const std::string& file_help = "Options by their keys") {
        std::string list = "Options for --set KEY=VALUE, and the keys of --options FILE:\n";
        for (const auto& entry : m_table.entries()) {
            const std::string fallback = fallbackOf(entry);
            if (!entry.info.flag.empty()) {
                m_arguments.addFlag(app, entry.info, fallback);
            }
            list += optionLine(entry.info, fallback);
        }
        m_arguments.addCommon(app, file_help);
        app.footer(list);
    }

    /// The defaults, then the file of --options, then flags and --set.
    /// @param changed  gets the keys that flags and --set gave
    Options read(std::vector<std::string>& changed) const {
        const nlohmann::json file = m_arguments.file();
        Options options = file.is_null() ? Options{} : m_table.fromJson(file, m_arguments.fileName());
        const auto info = [this](const std::string& key) -> const OptionInfo& {
            return m_table.entry(key).info;
        };
        for (const auto& given : m_arguments.given(info)) {
            m_table.set(options, m_table.entry(given.key), given.value);
            changed.push_back(given.key);
        }
        return options;
    }

  private:
    std::string fallbackOf(const typename OptionTable<Options>::Entry& entry) const {
        const nlohmann::json value = m_table.value(Options{}, entry);
        if (entry.info.unset && value.is_number() && value.get<double>() == entry.info.unset->value) {
            return entry.info.unset->meaning;
        }
        return optionText(value);
    }

    const OptionTable<Options>& m_table;
    OptionArguments m_arguments;
};

}  // namespace priorscope::cli
