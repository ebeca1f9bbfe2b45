#include "widgets/training/runs/run_dialogs.hpp"

#include <QDialogButtonBox>
#include <QFileInfo>
#include <QToolButton>
#include <QVBoxLayout>

#include "core/training/run/management/run_naming.hpp"
#include "widgets/components/flow_layout.hpp"
#include "widgets/components/sentence_text.hpp"
#include "widgets/theme/theme.hpp"
#include "widgets/training/runs/run_note_book.hpp"

namespace priorscope {
namespace {

constexpr int kWidth = 480;
constexpr int kNoteLines = 6;
constexpr int kMostKnownTags = 24;

QVBoxLayout* columnOf(QDialog& dialog) {
    auto* column = new QVBoxLayout(&dialog);
    column->setContentsMargins(Metrics::kMargin, Metrics::kMargin, Metrics::kMargin, Metrics::kMargin);
    column->setSpacing(Metrics::kGap);
    return column;
}

QPushButton* addButtons(QDialog& dialog, QVBoxLayout& column, const QString& accept,
                        const QString& tool_tip) {
    auto* box = new QDialogButtonBox(&dialog);
    QPushButton* button = box->addButton(accept, QDialogButtonBox::AcceptRole);
    button->setToolTip(tool_tip);
    button->setDefault(true);
    QPushButton* cancel = box->addButton(RunNameDialog::tr("&Cancel"), QDialogButtonBox::RejectRole);
    cancel->setToolTip(RunNameDialog::tr("Leave everything as it is (Escape)"));
    QObject::connect(box, &QDialogButtonBox::accepted, &dialog, &QDialog::accept);
    QObject::connect(box, &QDialogButtonBox::rejected, &dialog, &QDialog::reject);
    column.addSpacing(Metrics::kGap);
    column.addWidget(box);
    return button;
}

}  // namespace

RunNameDialog::RunNameDialog(const QString& run, QWidget* parent) : QDialog(parent), m_run(run) {
    setWindowTitle(tr("Rename run"));
    QVBoxLayout* column = columnOf(*this);
    m_field = new QLineEdit(QFileInfo(run).fileName(), this);
    m_field->setAccessibleName(tr("Name of the run"));
    m_field->setToolTip(tr("The name of the run's folder; its notes, checkpoints and curves stay with it"));
    m_field->selectAll();
    m_problem = new QLabel(this);
    m_problem->setProperty("role", "worse");
    m_problem->setWordWrap(true);
    m_problem->setTextFormat(Qt::PlainText);
    column->addWidget(m_field);
    column->addWidget(m_problem);
    m_accept = addButtons(*this, *column, tr("&Rename"), tr("Give the run's folder this name (Enter)"));
    resize(kWidth, sizeHint().height());
    connect(m_field, &QLineEdit::textChanged, this, &RunNameDialog::refresh);
    refresh();
}

QString RunNameDialog::problem() const {
    const Sentence problem = problemWithRunName(name().toStdString());
    if (!problem.empty()) {
        const QString text = sentenceText(problem);
        return text.front().toUpper() + text.mid(1);
    }
    const QFileInfo there(QFileInfo(m_run).path() + QLatin1Char('/') + name());
    const bool is_taken = name() != QFileInfo(m_run).fileName() && (there.exists() || there.isSymLink());
    return is_taken ? tr("There is something of that name beside it") : QString();
}

void RunNameDialog::refresh() {
    const QString text = problem();
    m_problem->setText(text);
    m_accept->setEnabled(text.isEmpty() && name() != QFileInfo(m_run).fileName());
}

RunNotesDialog::RunNotesDialog(const QString& name, const RunNote& note, const QStringList& known,
                               QWidget* parent)
    : QDialog(parent) {
    setWindowTitle(tr("Notes on %1").arg(name));
    QVBoxLayout* column = columnOf(*this);
    auto* tags_label = new QLabel(tr("&Tags"), this);
    m_tags = new QLineEdit(tagsText(note.tags), this);
    m_tags->setPlaceholderText(tr("to keep, tall shapes"));
    m_tags->setToolTip(tr("Words that runs are found by in the list, with commas between them"));
    m_tags->setAccessibleName(tr("Tags"));
    tags_label->setBuddy(m_tags);
    auto* text_label = new QLabel(tr("&Note"), this);
    m_text = new QPlainTextEdit(QString::fromStdString(note.text), this);
    m_text->setToolTip(tr("Shown in the list, where the pointer rests on the run"));
    m_text->setAccessibleName(tr("Note"));
    m_text->setTabChangesFocus(true);
    m_text->setFixedHeight(m_text->fontMetrics().lineSpacing() * kNoteLines + 2 * Metrics::kGap);
    text_label->setBuddy(m_text);
    column->addWidget(tags_label);
    column->addWidget(m_tags);
    if (!known.isEmpty()) {
        auto* in_use = new QWidget(this);
        auto* flow = new FlowLayout(4, in_use);
        flow->setContentsMargins(0, 0, 0, 0);
        auto* label = new QLabel(tr("In use:"), in_use);
        label->setProperty("role", "second");
        flow->addWidget(label);
        for (const QString& tag : known.mid(0, kMostKnownTags)) {
            auto* chip = new QToolButton(in_use);
            chip->setText(QString(tag).replace(QLatin1Char('&'), QStringLiteral("&&")));
            chip->setToolTip(tr("Add the tag %1").arg(tag));
            connect(chip, &QToolButton::clicked, this, [this, tag] { addTag(tag); });
            label->setFixedHeight(chip->sizeHint().height());
            flow->addWidget(chip);
        }
        column->addWidget(in_use);
    }
    column->addWidget(text_label);
    column->addWidget(m_text, 1);
    addButtons(*this, *column, tr("&Keep"), tr("Keep tags and note in the project (Alt+K)"));
    resize(kWidth, sizeHint().height());
    m_tags->setFocus();
}

void RunNotesDialog::addTag(const QString& tag) {
    std::vector<std::string> tags = tagsFrom(m_tags->text());
    tags.push_back(tag.toStdString());
    m_tags->setText(tagsText(tagsFrom(tagsText(tags))));
}

RunNote RunNotesDialog::note() const {
    return {.text = m_text->toPlainText().trimmed().toStdString(), .tags = tagsFrom(m_tags->text())};
}

}  // namespace priorscope
