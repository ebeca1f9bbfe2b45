#include "widgets/detect/saving/saving_dialog.hpp"

#include <QComboBox>
#include <QDialogButtonBox>
#include <QDir>
#include <QFileDialog>
#include <QFileInfo>
#include <QGridLayout>
#include <QLabel>
#include <QLineEdit>
#include <QMessageBox>
#include <QPushButton>
#include <QVBoxLayout>

#include "widgets/components/labelled_row.hpp"
#include "widgets/theme/theme.hpp"

namespace priorscope {
namespace {

constexpr int kWidth = 600;
constexpr int kExplanationLines = 3;

QString suffixOf(DetectionFormat format) {
    return isFolderFormat(format)           ? QString()
           : format == DetectionFormat::csv ? QStringLiteral(".csv")
                                            : QStringLiteral(".json");
}

QString explanationOf(DetectionFormat format) {
    switch (format) {
        case DetectionFormat::json:
            return SavingDialog::tr(
                "What the command line prints: for each image its size and detections, boxes as "
                "edges in pixels from 0.");
        case DetectionFormat::coco:
            return SavingDialog::tr(
                "For pycocotools and others. A second file, NAME.images.json, says which image and "
                "class each number means.");
        case DetectionFormat::voc:
            return SavingDialog::tr(
                "A text file for each class, as the VOC development kit reads it: pixels from 1, "
                "both ends inclusive.");
        case DetectionFormat::csv:
            return SavingDialog::tr(
                "A table with a row for each detection, for spreadsheets: boxes as edges in pixels "
                "from 0.");
        case DetectionFormat::annotations:
            return SavingDialog::tr(
                "An XML file for each image, to be corrected in a labelling tool: in whole pixels, "
                "with the score, and marked as not verified.");
        case DetectionFormat::pictures:
            return SavingDialog::tr("A PNG of each image with the boxes, their classes and scores drawn in.");
    }
    return {};
}

}  // namespace

SavingDialog::SavingDialog(const QString& name, const QString& folder, const QString& what, QWidget* parent)
    : QDialog(parent), m_name(name), m_folder(folder) {
    setWindowTitle(tr("Save detections"));
    build(what);
    connect(m_formats, &QComboBox::currentIndexChanged, this, &SavingDialog::suggestTarget);
    connect(m_target, &QLineEdit::textEdited, this, [this] {
        m_is_own_name = true;
        refresh();
    });
    suggestTarget();
}

void SavingDialog::build(const QString& what) {
    m_formats = new QComboBox(this);
    const auto add = [this](const QString& text, DetectionFormat format) {
        m_formats->addItem(text, static_cast<int>(format));
    };
    add(tr("COCO results (.json)"), DetectionFormat::coco);
    add(tr("VOC results (folder)"), DetectionFormat::voc);
    add(tr("By image (.json)"), DetectionFormat::json);
    add(tr("Table (.csv)"), DetectionFormat::csv);
    add(tr("VOC annotations to verify (folder)"), DetectionFormat::annotations);
    add(tr("Pictures (folder)"), DetectionFormat::pictures);
    m_target = new QLineEdit(this);
    auto* choose = new QPushButton(tr("&Choose…"), this);
    choose->setToolTip(tr("Choose folder and name (Alt+C)"));
    choose->setAutoDefault(false);
    connect(choose, &QPushButton::clicked, this, &SavingDialog::chooseTarget);
    auto* subject = new QLabel(what, this);
    m_explanation = new QLabel(this);
    m_note = new QLabel(this);
    for (QLabel* label : {subject, m_explanation, m_note}) {
        label->setProperty("role", "second");
        label->setWordWrap(true);
        label->ensurePolished();
    }
    // The dialog keeps its size when the text changes.
    m_explanation->setMinimumHeight(kExplanationLines * m_explanation->fontMetrics().lineSpacing());
    m_explanation->setAlignment(Qt::AlignLeft | Qt::AlignTop);
    m_note->setMinimumHeight(m_note->fontMetrics().lineSpacing());

    auto* grid = new QGridLayout;
    grid->setHorizontalSpacing(2 * Metrics::kGap);
    grid->setVerticalSpacing(Metrics::kGap);
    grid->setColumnStretch(1, 1);
    addLabelledRow(grid, tr("&Format"), m_formats, tr("What the files are for (Alt+F)"));
    grid->addWidget(m_explanation, grid->rowCount(), 1, 1, 2);
    addLabelledRow(grid, tr("&Into"), m_target, tr("The file or folder to write (Alt+I)"));
    grid->addWidget(choose, grid->rowCount() - 1, 2);
    grid->addWidget(m_note, grid->rowCount(), 1, 1, 2);

    auto* buttons = new QDialogButtonBox(QDialogButtonBox::Cancel, this);
    m_save = buttons->addButton(tr("&Save"), QDialogButtonBox::AcceptRole);
    m_save->setToolTip(tr("Write the files (Alt+S)"));
    m_save->setDefault(true);
    connect(buttons, &QDialogButtonBox::accepted, this, &QDialog::accept);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(Metrics::kMargin, Metrics::kMargin, Metrics::kMargin, Metrics::kMargin);
    column->setSpacing(Metrics::kMargin);
    column->addWidget(subject);
    column->addLayout(grid);
    column->addWidget(buttons);
    setMinimumWidth(kWidth);
}

DetectionFormat SavingDialog::format() const {
    return static_cast<DetectionFormat>(m_formats->currentData().toInt());
}

void SavingDialog::setFormat(DetectionFormat format) {
    m_formats->setCurrentIndex(m_formats->findData(static_cast<int>(format)));
}

SavingOptions SavingDialog::options() const {
    return {.format = format(), .target = target().toStdString(), .may_replace_annotations = m_may_replace};
}

QString SavingDialog::target() const {
    return m_target->text().trimmed();
}

void SavingDialog::setTarget(const QString& target) {
    m_is_own_name = true;
    m_target->setText(target);
    refresh();
}

QString SavingDialog::explanation() const {
    return m_explanation->text();
}

QString SavingDialog::note() const {
    return m_note->text();
}

void SavingDialog::suggestTarget() {
    const QString suffix = suffixOf(format());
    if (m_is_own_name) {
        // Folder and name are kept; the extension follows the format.
        const QFileInfo info(target());
        const bool had_suffix =
            info.suffix() == QLatin1String("json") || info.suffix() == QLatin1String("csv");
        const QString name = had_suffix ? info.completeBaseName() : info.fileName();
        if (!name.isEmpty()) {
            m_target->setText(info.path() + QLatin1Char('/') + name + suffix);
        }
    } else {
        m_target->setText(QDir(m_folder).filePath(m_name + suffix));
    }
    refresh();
}

bool SavingDialog::isThere() const {
    const QFileInfo info(target());
    if (isFolderFormat(format())) {
        return info.isDir() && !QDir(target()).isEmpty();
    }
    return info.exists() || (format() == DetectionFormat::coco &&
                             QFileInfo::exists(QString::fromStdString(
                                 cocoNamesFile(std::filesystem::path(target().toStdString())).string())));
}

void SavingDialog::accept() {
    m_may_replace = false;
    if (!isThere()) {
        QDialog::accept();
        return;
    }
    const QString name = QFileInfo(target()).fileName();
    const QString folder = QDir::toNativeSeparators(QFileInfo(target()).absolutePath());
    const bool is_folder = isFolderFormat(format());
    auto* box = new QMessageBox(
        QMessageBox::Question, windowTitle(),
        is_folder
            ? tr("The folder %1 in %2 has files already. Replace those of the same names?").arg(name, folder)
            : tr("%1 already exists in %2. Replace it?").arg(name, folder),
        QMessageBox::Yes | QMessageBox::Cancel, this);
    box->setAttribute(Qt::WA_DeleteOnClose);
    box->button(QMessageBox::Yes)->setText(tr("Replace"));
    box->setDefaultButton(QMessageBox::Cancel);
    connect(box, &QDialog::accepted, this, [this] {
        m_may_replace = true;
        QDialog::accept();
    });
    box->open();
}

QString SavingDialog::problem() const {
    const QFileInfo info(target());
    if (target().isEmpty()) {
        return tr("Enter a name.");
    }
    if (isFolderFormat(format())) {
        return info.exists() && !info.isDir() ? tr("This is a file; the format needs a folder.") : QString();
    }
    if (info.isDir()) {
        return tr("Enter a file name.");
    }
    return QFileInfo(info.path()).isDir() ? QString() : tr("This folder does not exist.");
}

void SavingDialog::refresh() {
    m_explanation->setText(explanationOf(format()));
    const QString reason = problem();
    m_save->setEnabled(reason.isEmpty());
    m_note->setText(!reason.isEmpty()          ? reason
                    : !isThere()               ? QString()
                    : isFolderFormat(format()) ? tr("This folder has files already.")
                                               : tr("This file exists already."));
}

void SavingDialog::chooseTarget() {
    const QString chosen = isFolderFormat(format())
                               ? QFileDialog::getExistingDirectory(this, windowTitle(), m_folder)
                               : QFileDialog::getSaveFileName(this, windowTitle(), target(),
                                                              QStringLiteral("*%1").arg(suffixOf(format())),
                                                              nullptr, QFileDialog::DontConfirmOverwrite);
    if (!chosen.isEmpty()) {
        setTarget(chosen);
    }
}

}  // namespace priorscope
