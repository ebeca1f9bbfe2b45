#include "widgets/priors/editor/prior_document.hpp"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <utility>

#include "widgets/components/swap_command.hpp"
#include "widgets/session/layout_name.hpp"

namespace priorscope {

namespace {

auto named(const QString& name) {
    return [text = name.toStdString()](const PriorConfig& each) { return each.name == text; };
}

}  // namespace

PriorDocument::PriorDocument(PriorConfig config, QObject* parent)
    : QObject(parent), m_config(config), m_baseline(std::move(config)) {}

template <class Value>
void PriorDocument::push(const QString& text, Value PriorDocument::*member, Value value, bool merges) {
    using Step = SwapCommand<Value>;
    m_stack.push(new Step(
        text, std::move(value), merges ? m_gesture : Step::kNoGesture,
        [this, member](Value& other) { swap(member, other); },
        [this, member]() -> const Value& { return this->*member; }));
}

void PriorDocument::setBaseline(const PriorConfig& config) {
    if (!(config == m_baseline)) {
        push(tr("baseline %1").arg(displayName(config)), &PriorDocument::m_baseline, config);
    }
}

void PriorDocument::beginGesture() {
    ++m_gesture;
    m_in_gesture = true;
}

void PriorDocument::endGesture() {
    m_in_gesture = false;
}

void PriorDocument::edit(const QString& text, const PriorConfig& config) {
    if (!(config == m_config)) {
        push(text, &PriorDocument::m_config, config, m_in_gesture);
    }
}

void PriorDocument::edit(const QString& text, const std::function<void(PriorConfig&)>& change) {
    PriorConfig config = m_config;
    change(config);
    edit(text, config);
}

const PriorConfig* PriorDocument::version(const QString& name) const {
    const auto found = std::find_if(m_versions.begin(), m_versions.end(), named(name));
    return found != m_versions.end() ? &*found : nullptr;
}

void PriorDocument::setVersions(const QString& text, Versions versions) {
    push(text, &PriorDocument::m_versions, std::move(versions));
}

void PriorDocument::saveVersion(const QString& name) {
    PriorConfig config = m_config;
    config.name = name.toStdString();
    Versions versions = m_versions;
    const auto place = std::find_if(versions.begin(), versions.end(), named(name));
    if (place != versions.end() && *place == config) {
        edit(tr("version %1").arg(name), config);
        return;
    }
    if (place != versions.end()) {
        *place = config;
    } else {
        versions.push_back(config);
    }
    const QString text = tr("version %1").arg(name);
    m_stack.beginMacro(text);
    setVersions(text, std::move(versions));
    edit(text, config);
    m_stack.endMacro();
}

void PriorDocument::renameVersion(const QString& name, const QString& new_name) {
    Versions versions = m_versions;
    const auto place = std::find_if(versions.begin(), versions.end(), named(name));
    if (place == versions.end() || name == new_name) {
        return;
    }
    const bool is_current = *place == m_config;
    const bool is_baseline = *place == m_baseline;
    PriorConfig renamed = *place;
    renamed.name = new_name.toStdString();
    *place = renamed;
    const QString text = tr("name %1").arg(new_name);
    m_stack.beginMacro(text);
    setVersions(text, std::move(versions));
    if (is_current) {
        edit(text, renamed);
    }
    if (is_baseline) {
        setBaseline(renamed);
    }
    m_stack.endMacro();
}

void PriorDocument::deleteVersion(const QString& name) {
    Versions versions = m_versions;
    if (std::erase_if(versions, named(name)) > 0) {
        setVersions(tr("deletion of %1").arg(name), std::move(versions));
    }
}

QString PriorDocument::freeVersionName() const {
    for (int number = 1;; ++number) {
        const QString name = QStringLiteral("v%1").arg(number);
        if (version(name) == nullptr) {
            return name;
        }
    }
}

QString PriorDocument::nameProblem(const QString& name, const QString& replaced) const {
    if (name.trimmed().isEmpty()) {
        return tr("A version needs a name");
    }
    if (isPriorPreset(name.toStdString())) {
        return tr("%1 is a built-in layout").arg(name);
    }
    if (name != replaced && version(name) != nullptr) {
        return tr("A version named %1 already exists").arg(name);
    }
    return {};
}

bool PriorDocument::isUnchanged(const PriorConfig& config) const {
    if (const PriorConfig* kept = version(QString::fromStdString(config.name))) {
        return *kept == config;
    }
    return isPriorPreset(config.name) && loadPriorConfig(config.name) == config;
}

bool PriorDocument::isEdited(const PriorConfig& config) const {
    const bool is_known =
        version(QString::fromStdString(config.name)) != nullptr || isPriorPreset(config.name);
    return is_known && !isUnchanged(config);
}

QString PriorDocument::displayName(const PriorConfig& config) const {
    const QString name = QString::fromStdString(config.name);
    return isEdited(config) ? editedName(name) : name;
}

PriorConfig PriorDocument::configForRun() const {
    PriorConfig config = m_config;
    if (isEdited(config)) {
        config.name += ", edited";
    }
    return config;
}

QByteArray PriorDocument::versionsAsJson() const {
    nlohmann::json list = nlohmann::json::array();
    for (const PriorConfig& each : m_versions) {
        list.push_back(toJson(each));
    }
    return QByteArray::fromStdString(list.dump());
}

void PriorDocument::restoreVersions(const QByteArray& json) {
    const std::string source = tr("the versions of prior layouts").toStdString();
    const nlohmann::json list = nlohmann::json::parse(json.toStdString(), nullptr, false);
    if (!list.is_array()) {
        throw Error({.action = Core::tr("reading %1").arg(source),
                     .reason = Core::tr("they must be a JSON list of layouts")});
    }
    Versions versions;
    for (const nlohmann::json& each : list) {
        versions.push_back(priorConfigFromJson(each, source));
    }
    swap(&PriorDocument::m_versions, versions);
}

void PriorDocument::restore(const ProjectLayouts& layouts) {
    m_stack.clear();
    if (Versions versions = layouts.versions; versions != m_versions) {
        swap(&PriorDocument::m_versions, versions);
    }
    for (const auto& [value, member] : {std::pair(&layouts.edited, &PriorDocument::m_config),
                                        std::pair(&layouts.baseline, &PriorDocument::m_baseline)}) {
        if (value->has_value() && !(**value == this->*member)) {
            PriorConfig config = **value;
            swap(member, config);
        }
    }
}

void PriorDocument::swap(PriorConfig PriorDocument::*member, PriorConfig& other) {
    std::swap(this->*member, other);
    Q_EMIT member == &PriorDocument::m_config ? changed() : baselineChanged();
}

void PriorDocument::swap(Versions PriorDocument::*member, Versions& other) {
    std::swap(this->*member, other);
    Q_EMIT versionsChanged();
}

}  // namespace priorscope
