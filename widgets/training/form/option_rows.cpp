#include "widgets/training/form/option_rows.hpp"

#include <QCheckBox>
#include <QComboBox>
#include <QGridLayout>
#include <QLabel>
#include <QLineEdit>
#include <QLocale>
#include <QRegularExpression>
#include <algorithm>
#include <cmath>
#include <limits>
#include <nlohmann/json.hpp>

#include "core/base/options/option_info.hpp"
#include "widgets/components/number_field.hpp"
#include "widgets/components/pass_undo.hpp"
#include "widgets/components/sentence_text.hpp"
#include "widgets/components/wheel_guard.hpp"
#include "widgets/theme/theme.hpp"

namespace priorscope {
namespace {

constexpr int kEditorWidth = 144;
constexpr int kWidestEditor = 184;
// Not "text": QLineEdit has a property of that name.
constexpr const char* kSeveral = "several";  ///< marks the editor of a list of numbers
constexpr const char* kText = "plain_text";  ///< marks the editor of text

constexpr int kUsualDigits = 6;

/// As many digits as it takes to read the same number back. "Shortest" would be 5e-04, which few read at
/// once.
int digitsOf(double value) {
    constexpr int kMost = 17;
    int digits = kUsualDigits;
    while (digits < kMost && QString::number(value, 'g', digits).toDouble() != value) {
        ++digits;
    }
    return digits;
}

QString shownNumber(double value, int digits) {
    QLocale locale;
    locale.setNumberOptions(QLocale::OmitGroupSeparator);  // "12,345" would be ambiguous to read
    return locale.toString(value, 'g', digits);
}

QString shownNumber(double value) {
    return shownNumber(value, digitsOf(value));
}

/// NaN for what is no number.
double parsed(const QString& text) {
    return readNumber(text).value.value_or(std::numeric_limits<double>::quiet_NaN());
}

/// Numbers separated by blanks or semicolons, as "0.8 0.95", or "0.8, 0.95" from a configuration file.
QStringList parts(const QString& text) {
    static const QRegularExpression between(QStringLiteral(",?[\\s;]+"));
    return text.split(between, Qt::SkipEmptyParts);
}

nlohmann::json parsedList(const QString& text) {
    nlohmann::json values = nlohmann::json::array();
    for (const QString& part : parts(text)) {
        values.push_back(parsed(part));
    }
    return values;
}

QString shownList(const nlohmann::json& values) {
    QStringList shown;
    for (const nlohmann::json& value : values) {
        shown.append(shownNumber(value.get<double>()));
    }
    return shown.join(QStringLiteral("  "));
}

int bounded(double value) {
    constexpr double kMost = std::numeric_limits<int>::max();
    return static_cast<int>(std::clamp(value, -kMost, kMost));
}

}  // namespace

OptionRows::OptionRows(QWidget* form) : QObject(form), m_form(form) {}

QGridLayout* OptionRows::newGrid(QWidget* parent) const {
    auto* grid = new QGridLayout(parent);
    grid->setContentsMargins(0, 0, 0, 0);
    grid->setHorizontalSpacing(Metrics::kGap);
    grid->setVerticalSpacing(4);
    grid->setColumnStretch(0, 1);
    return grid;
}

void OptionRows::add(QGridLayout* grid, const OptionInfo& info, const QString& label, const QString& tool_tip,
                     const nlohmann::json& value, QWidget* editor) {
    const QString field = QString::fromStdString(info.key);
    QWidget* shown = editor != nullptr ? editor : newEditor(info);
    add(grid, field, label, tool_tip, shown);
    m_rows[field].of_option = true;
    setValue(info.key, value);
    follow(shown, field);
}

void OptionRows::add(QGridLayout* grid, const QString& field, const QString& label, const QString& tool_tip,
                     QWidget* editor) {
    auto* name = new QLabel(label, m_form);
    name->setProperty("role", "second");
    name->setBuddy(editor);
    name->setToolTip(tool_tip);
    editor->setProperty("compact", true);
    editor->setAccessibleName(label);
    editor->setToolTip(tool_tip);
    editor->setMinimumWidth(kEditorWidth);
    editor->setMaximumWidth(kWidestEditor);
    guardWheel(editor);
    auto* mark = new QLabel(m_form);
    mark->setProperty("role", "worse");
    mark->setWordWrap(true);
    mark->hide();
    const int at = grid->rowCount();
    grid->addWidget(name, at, 0);
    grid->addWidget(editor, at, 1);
    grid->addWidget(mark, at + 1, 0, 1, 2);
    m_rows.insert(field, {editor, mark, name});
}

QWidget* OptionRows::newEditor(const OptionInfo& info) {
    if (info.kind == OptionKind::whole) {
        return newSpinBox(info);
    }
    if (info.kind == OptionKind::truth) {
        return new QCheckBox(m_form);
    }
    if (info.kind == OptionKind::choice) {
        auto* box = new QComboBox(m_form);
        for (const std::string& choice : info.choices) {
            box->addItem(QString::fromStdString(choice), QString::fromStdString(choice));
        }
        return box;
    }
    auto* edit = new QLineEdit(m_form);
    edit->setAlignment(Qt::AlignRight);
    edit->setProperty(kSeveral, info.kind == OptionKind::numbers);
    edit->setProperty(kText, info.kind == OptionKind::text);
    return edit;
}

WholeNumberField* OptionRows::newSpinBox(const OptionInfo& info) {
    double least = info.interval.least;
    if (info.special) {
        least = std::min(least, info.special->value);
    }
    auto* box = new WholeNumberField(m_form);
    box->setRange(bounded(least), bounded(info.interval.most));
    box->setGroupSeparatorShown(true);
    box->setAlignment(Qt::AlignRight);
    return box;
}

void OptionRows::follow(QWidget* editor, const QString& field) {
    passUndoOn(editor);
    const auto emitEdited = [this, field] { Q_EMIT edited(field); };
    if (auto* box = qobject_cast<WholeNumberField*>(editor)) {
        connect(box, &QSpinBox::textChanged, this, emitEdited);  // also by text that cannot be taken
        connect(box, &QSpinBox::editingFinished, this, &OptionRows::finished);
    } else if (auto* check = qobject_cast<QCheckBox*>(editor)) {
        connect(check, &QCheckBox::toggled, this, emitEdited);
        connect(check, &QCheckBox::toggled, this, &OptionRows::finished);
    } else if (auto* choice = qobject_cast<QComboBox*>(editor)) {
        connect(choice, &QComboBox::currentIndexChanged, this, emitEdited);
        connect(choice, &QComboBox::currentIndexChanged, this, &OptionRows::finished);
    } else if (auto* edit = qobject_cast<QLineEdit*>(editor)) {
        connect(edit, &QLineEdit::textChanged, this, emitEdited);
        connect(edit, &QLineEdit::editingFinished, this, &OptionRows::finished);
    }
}

bool OptionRows::isOptionRow(const std::string& field) const {
    return m_rows.value(QString::fromStdString(field)).of_option;
}

bool OptionRows::hasValidValue(const std::string& field) const {
    const auto is_number = [](const nlohmann::json& each) {
        return !each.is_number_float() || !std::isnan(each.get<double>());
    };
    const nlohmann::json now = value(field);
    return now.is_array() ? std::all_of(now.begin(), now.end(), is_number) : is_number(now);
}

nlohmann::json OptionRows::value(const std::string& field) const {
    const QWidget* editor = m_rows.value(QString::fromStdString(field)).editor;
    if (const auto* box = qobject_cast<const WholeNumberField*>(editor)) {
        return box->fault().isEmpty() ? nlohmann::json(box->value())
                                      : nlohmann::json(std::numeric_limits<double>::quiet_NaN());
    }
    if (const auto* box = qobject_cast<const QCheckBox*>(editor)) {
        return box->isChecked();
    }
    if (const auto* box = qobject_cast<const QComboBox*>(editor)) {
        return box->currentData().toString().toStdString();
    }
    const auto* edit = qobject_cast<const QLineEdit*>(editor);
    if (edit->property(kText).toBool()) {
        return edit->text().trimmed().toStdString();
    }
    const std::optional<double>& unset = m_rows.value(QString::fromStdString(field)).unset;
    if (unset && edit->text().trimmed().isEmpty()) {
        return *unset;
    }
    return edit->property(kSeveral).toBool() ? parsedList(edit->text())
                                             : nlohmann::json(parsed(edit->text()));
}

void OptionRows::setValue(const std::string& field, const nlohmann::json& value) {
    QWidget* editor = m_rows.value(QString::fromStdString(field)).editor;
    if (auto* box = qobject_cast<WholeNumberField*>(editor)) {
        box->setValue(bounded(value.get<double>()));
    } else if (auto* check = qobject_cast<QCheckBox*>(editor)) {
        check->setChecked(value.get<bool>());
    } else if (auto* choice = qobject_cast<QComboBox*>(editor)) {
        const QString wanted = QString::fromStdString(value.get<std::string>());
        if (choice->findData(wanted) < 0) {
            choice->addItem(wanted, wanted);  // a value that is not offered here, or not yet, is kept
        }
        choice->setCurrentIndex(choice->findData(wanted));
    } else if (auto* edit = qobject_cast<QLineEdit*>(editor)) {
        if (value.is_string()) {
            edit->setText(QString::fromStdString(value.get<std::string>()));
            return;
        }
        const std::optional<double>& unset = m_rows.value(QString::fromStdString(field)).unset;
        if (unset && value.get<double>() == *unset) {
            edit->clear();
            return;
        }
        edit->setText(value.is_array() ? shownList(value) : shownNumber(value.get<double>()));
    }
}

void OptionRows::setFallback(const std::string& field, double unset, double shown) {
    Row& row = m_rows[QString::fromStdString(field)];
    auto* edit = qobject_cast<QLineEdit*>(row.editor);
    edit->setPlaceholderText(shownNumber(shown, kUsualDigits));
    if (!row.unset && value(field) == nlohmann::json(unset)) {
        edit->clear();
    }
    row.unset = unset;
}

void OptionRows::setInUse(const std::string& field, bool is_in_use) {
    const Row row = m_rows.value(QString::fromStdString(field));
    if (row.editor != nullptr) {
        row.editor->setEnabled(is_in_use);
        row.name->setEnabled(is_in_use);
    }
}

QString OptionRows::ambiguity(const std::string& field) const {
    const QWidget* editor = m_rows.value(QString::fromStdString(field)).editor;
    const auto* edit = qobject_cast<const QLineEdit*>(editor);
    if (edit == nullptr || edit->property(kText).toBool()) {
        return {};
    }
    for (const QString& part :
         edit->property(kSeveral).toBool() ? parts(edit->text()) : QStringList(edit->text())) {
        const NumberReading reading = readNumber(part);
        if (reading.is_ambiguous) {
            return reading.fault;
        }
    }
    return {};
}

QWidget* OptionRows::editor(const QString& field) const {
    return m_rows.value(field).editor;
}

void OptionRows::mark(const std::vector<Problem>& problems) {
    for (const Row& row : m_rows) {
        row.mark->hide();
        row.mark->clear();
    }
    for (const Problem& problem : problems) {
        const auto row = m_rows.constFind(QString::fromStdString(problem.field));
        if (row != m_rows.constEnd()) {
            row->mark->setText(QStringLiteral("▲ ") + sentenceText(problem.message));
            row->mark->show();
        }
    }
}

QString OptionRows::markOf(const QString& field) const {
    const auto row = m_rows.constFind(field);
    return row == m_rows.constEnd() ? QString() : row->mark->text();
}

}  // namespace priorscope
