// An option table on the command line: individual flags, --set KEY=VALUE and --options FILE.
#pragma once

#include <functional>
#include <memory>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "app/cli/command.hpp"
#include "core/base/options/option_table.hpp"

namespace priorscope::cli {

/// Collects the options given as arguments, in any order.
class OptionArguments {
  public:
    struct Given {
        std::string key;
        nlohmann::json value;
        std::string by;  ///< "--lr" or "--set"
    };

    /// An individual flag for the option.
    /// @param fallback  the default as text
    void addFlag(CLI::App& app, const OptionInfo& info, const std::string& fallback);
    /// Adds --set and --options.
    /// @param file_help  describes the file of --options
    void addCommon(CLI::App& app, const std::string& file_help);

    /// @param info  looks up a key; throws if there is none
    /// @return the values of flags and --set
    /// @throws UsageError for an unknown key, an invalid value, or a key given twice
    std::vector<Given> given(const std::function<const OptionInfo&(const std::string& key)>& info) const;
    /// The object in the file of --options, or the options in a run.json; null if none was given.
    /// @throws Error if it cannot be read
    nlohmann::json file() const;
    const std::string& fileName() const { return m_file; }
    bool isGiven() const { return !m_flags->empty() || !m_assignments.empty() || !m_file.empty(); }

  private:
    // Shared with the parser's callbacks, since this object may be moved.
    std::shared_ptr<std::vector<Given>> m_flags = std::make_shared<std::vector<Given>>();
    std::vector<std::string> m_assignments;
    std::string m_file;
};

/// "key    help (range; default: …)" for every option, one per line.
std::string optionLine(const OptionInfo& info, const std::string& fallback);

/// Options from a table, modified by the arguments.
template <class Options>
class TableArguments {
  public:
    explicit TableArguments(const OptionTable<Options>& table) : m_table(table) {}

    /// @param with_flags  whether options have flags of their own, too
    void add(CLI::App& app, const std::string& file_help = "Options by their keys", bool with_flags = true) {
        std::string list = "Options for --set KEY=VALUE, and the keys of --options FILE:\n";
        for (const auto& entry : m_table.entries()) {
            const std::string fallback = fallbackOf(entry);
            if (with_flags && !entry.info.flag.empty()) {
                m_arguments.addFlag(app, entry.info, fallback);
            }
            list += optionLine(entry.info, fallback);
        }
        m_arguments.addCommon(app, file_help);
        app.footer(list);
    }

    /// Whether there is any.
    bool isGiven() const { return m_arguments.isGiven(); }
    /// Whether the file of --options gives the option a value.
    bool isInFile(const std::string& key) const {
        const nlohmann::json file = m_arguments.file();
        return file.is_object() && file.contains(key) && file[key] != 0;
    }

    /// The defaults, overridden by the file of --options, then by flags and --set. Which of them go together
    /// is for the caller to check.
    /// @param changed   receives the keys set by flags and --set
    /// @param defaults  what options that are not given have
    Options read(std::vector<std::string>& changed, const Options& defaults = {}) const {
        const nlohmann::json file = m_arguments.file();
        Options options = defaults;
        if (!file.is_null()) {
            options = m_table.uncheckedFromJson(file, m_arguments.fileName(), defaults);
            throwOnProblems(Core::tr("reading %1").arg(m_arguments.fileName()),
                            m_table.rangeProblems(options));
        }
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
